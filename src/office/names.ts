// The names that the two formats gave their parts. They look like addresses and are none: nothing is ever asked there.
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
