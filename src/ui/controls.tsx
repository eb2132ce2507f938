import { type ReactNode, useId } from "react";
import "./controls.css";
import { Icon, type IconName } from "./icons.tsx";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly size?: number;
}

/** A button that is only an icon; its label is its name and its tooltip. */
export function IconButton({ icon, label, onClick, pressed, disabled, size }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon name={icon} {...(size !== undefined && { size })} />
      </button>
    </Tooltip>
  );
}

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly kind?: "plain" | "primary" | "quiet";
  readonly icon?: IconName;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

export function Button({ children, onClick, kind = "plain", icon, pressed, disabled }: ButtonProps) {
  return (
    <button
      type="button"
      className={`button button-${kind}`}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {icon && <Icon name={icon} size={16} />}
      {children}
    </button>
  );
}

/** One of a closed set of choices: its value and its name. */
export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly disabled?: boolean;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** Two to four choices side by side. */
export function Segmented<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="segmented">
      {options.map((option) => (
        <label key={option.value} className="segment">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

interface SelectProps<T extends string> extends ChoiceProps<T> {
  /** Without it the label is only read out. */
  readonly labelled?: boolean;
}

/** A choice from a list; the browser's own, so that it works everywhere. */
export function Select<T extends string>({ label, options, value, onChange, labelled }: SelectProps<T>) {
  const id = useId();
  const select = (
    <span className="select">
      <select
        id={id}
        aria-label={labelled ? undefined : label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={14} />
    </span>
  );
  if (!labelled) return select;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {select}
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: () => void;
  readonly disabled?: boolean;
}

export function Check({ label, checked, onChange, disabled }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={onChange} />
      <span className="check-box">
        <Icon name="check" size={12} />
      </span>
      {label}
    </label>
  );
}

interface RangeFieldProps {
  readonly label: string;
  /** The value in words. */
  readonly text: string;
  readonly value: number;
  readonly bounds: readonly [min: number, max: number, step: number];
  readonly onChange: (value: number) => void;
}

export function RangeField({ label, text, value, bounds: [min, max, step], onChange }: RangeFieldProps) {
  const id = useId();
  return (
    <div className="field field-range">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <span className="search-field">
      <Icon name="search" size={14} />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}

interface ChipProps {
  readonly children: ReactNode;
  readonly removeLabel: string;
  readonly onRemove: () => void;
}

/** Something active, in words, and the way to take it away. */
export function Chip({ children, removeLabel, onRemove }: ChipProps) {
  return (
    <span className="chip">
      <span className="chip-text">{children}</span>
      <button type="button" aria-label={removeLabel} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
