import type { ReactNode } from "react";
import type { FormField } from "../i18n/parameters.ts";
import { Button } from "./controls.tsx";
import { Section } from "./panel.tsx";
import { ParameterForm } from "./parameter-form.tsx";

interface HowSectionProps {
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly onChange: (name: string, value: string | number | boolean) => void;
  readonly resetLabel: string;
  readonly onReset: () => void;
  /** What comes after the parameters: facts and caveats. */
  readonly children?: ReactNode;
}

/** How a result is computed, folded: its parameters, the way back to the defaults, and what is to be known. */
export function HowSection({ title, fields, onChange, resetLabel, onReset, children }: HowSectionProps) {
  return (
    <Section title={title} folded>
      <ParameterForm fields={fields} onChange={onChange} />
      <span>
        <Button kind="quiet" onClick={onReset}>
          {resetLabel}
        </Button>
      </span>
      {children}
    </Section>
  );
}
