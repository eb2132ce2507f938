import { useTexts } from "../../i18n/locale.tsx";
import { defaultProtection, type ExportField, type ProtectOptions, protectedColumns } from "../../state/export-run.ts";
import { Check } from "../../ui/controls.tsx";
import { messages } from "./messages.ts";

interface ProtectionProps {
  readonly fields: readonly ExportField[];
  readonly value: ProtectOptions;
  readonly onChange: (value: ProtectOptions) => void;
}

/** Which small counts are left out and which texts are masked: both unless the user says otherwise. */
export function Protection({ fields, value, onChange }: ProtectionProps) {
  const t = useTexts(messages);
  const { counts, rates, personal } = protectedColumns(fields);
  const k = defaultProtection.minimumCell;
  const isOff = (counts.length > 0 && value.minimumCell === 0) || (personal.length > 0 && !value.mask);
  return (
    <fieldset>
      <legend>{t("protection")}</legend>
      {counts.length === 0 && personal.length === 0 && <p className="export-hint">{t("noneProtected")}</p>}
      {counts.length > 0 && (
        <>
          <Check
            label={t("suppress", { k })}
            checked={value.minimumCell > 0}
            onChange={() => onChange({ ...value, minimumCell: value.minimumCell > 0 ? 0 : k })}
          />
          <p className="export-columns">{t("suppressColumns", { columns: [...counts, ...rates].join(", ") })}</p>
        </>
      )}
      {personal.length > 0 && (
        <>
          <Check label={t("mask")} checked={value.mask} onChange={() => onChange({ ...value, mask: !value.mask })} />
          <p className="export-columns">{t("maskColumns", { columns: personal.join(", ") })}</p>
        </>
      )}
      {isOff && <p className="export-warning">{t("unprotected")}</p>}
    </fieldset>
  );
}
