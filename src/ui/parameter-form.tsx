import { useId, useState } from "react";
import type { FormField } from "../i18n/parameters.ts";
import { Check, Select } from "./controls.tsx";
import "./parameter-form.css";

interface ParameterFormProps {
  readonly fields: readonly FormField[];
  readonly onChange: (name: string, value: string | number | boolean) => void;
}

/** The parameters of a computation, one under the other. */
export function ParameterForm({ fields, onChange }: ParameterFormProps) {
  return (
    <div className="parameters">
      {fields.map((field) => (
        <Field key={field.name} field={field} onChange={(value) => onChange(field.name, value)} />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly onChange: (value: string | number | boolean) => void;
}

function Field({ field, onChange }: FieldProps) {
  if (field.kind === "boolean")
    return <Check label={field.label} checked={field.value} onChange={() => onChange(!field.value)} />;
  if (field.kind === "choice") {
    return <Select labelled label={field.label} options={field.options} value={field.value} onChange={onChange} />;
  }
  return <NumberField key={field.value} field={field} onChange={onChange} />;
}

interface NumberFieldProps {
  readonly field: Extract<FormField, { kind: "number" }>;
  readonly onChange: (value: number) => void;
}

/** A number that counts when it is finished: on Enter, or when the focus leaves. */
function NumberField({ field: { label, value, min, max, step, unit, scale = 1 }, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  const id = useId();
  function finish() {
    const number = Number(text);
    const usable = text.trim() !== "" && Number.isFinite(number);
    const next = usable ? Math.min(max, Math.max(min, number)) : value;
    setText(String(next));
    if (next !== value) onChange(Number((next / scale).toPrecision(12)));
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="number-field">
        <input
          id={id}
          type="number"
          min={min}
          max={max}
          step={step}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={finish}
          onKeyDown={(event) => event.key === "Enter" && finish()}
        />
        {unit && <span>{unit}</span>}
      </span>
    </div>
  );
}
