import { type ReactNode, useId } from "react";

interface FieldProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

/** A name and what is chosen under it. */
export function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <p className="wall-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </p>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const choose = (text: string) => {
    const option = options.find((one) => one.value === text);
    if (option) onChange(option.value);
  };
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => choose(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number | null;
  readonly range: readonly [number, number];
  readonly onChange: (value: number | null) => void;
}

/** A number in a range; an empty field is `null`, others are not taken. */
export function NumberField({ label, value, range: [low, high], onChange }: NumberProps) {
  const take = (text: string) => {
    const number = Number(text);
    if (text === "") onChange(null);
    else if (number >= low && number <= high) onChange(number);
  };
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="number"
          min={low}
          max={high}
          defaultValue={value ?? ""}
          onChange={(event) => take(event.target.value)}
        />
      )}
    </Field>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function TextField({ label, value, onChange }: TextProps) {
  return (
    <Field label={label}>
      {(id) => <input id={id} type="text" defaultValue={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
