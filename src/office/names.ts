// The names that the two formats gave their parts. They look like addresses and are none: nothing is ever asked there.
import { parseValueLabel, type ValueLabel } from "@fogata/domain";

const openXml = "http://schemas.openxmlformats.org";

export const word = {
  text: `${openXml}/wordprocessingml/2006/main`,
  contentTypes: `${openXml}/package/2006/content-types`,
  relations: `${openXml}/package/2006/relationships`,
  /** Of what is related, and how. */
  related: `${openXml}/officeDocument/2006/relationships`,
  coreRelated: `${openXml}/package/2006/relationships/metadata/core-properties`,
  core: `${openXml}/package/2006/metadata/core-properties`,
  extended: `${openXml}/officeDocument/2006/extended-properties`,
  custom: `${openXml}/officeDocument/2006/custom-properties`,
  variants: `${openXml}/officeDocument/2006/docPropsVTypes`,
};

/** Dublin Core, in which both say who and what. */
export const dublinCore = "http://purl.org/dc/elements/1.1/";

/** The style that a value is written in, by which it is found again whatever a program makes of the rest. */
export const valueStyle = (label: string) => `Value ${label}`;
const valuePrefix = valueStyle("").toLowerCase();
/** `style`: in small letters. */
export function labelOfStyle(style: string): ValueLabel | null {
  return style.startsWith(valuePrefix) ? parseValueLabel(style.slice(valuePrefix.length)) : null;
}
