import { Resource } from '../../lib/template/read/resource';
import { explore, Scenario } from '../../lib/template/evaluate/scenario';
import type { Json } from '../../lib/template/model/json';
import { templateSet } from '../../lib/template/source/load';
import { parseTemplate } from '../../lib/template/source/parse-template';
import type { TemplateSet } from '../../lib/template/model/template-set';

/** A set of templates given as text (YAML) or as documents, by their path. */
export function setOf(templates: Readonly<Record<string, unknown>>): TemplateSet {
  return templateSet(
    Object.entries(templates).map(([path, template]) => {
      const text = typeof template === 'string' ? template : JSON.stringify(template);
      const document = parseTemplate(text, path);
      if (document === undefined) throw new Error(`${path} is no template`);
      return { path, document, stackName: path };
    }),
  );
}

/** A resource in the first scenario. */
export function resourceIn(set: TemplateSet, logicalId: string, path?: string): Resource {
  const template = set.templates.find((one) => path === undefined || one.path === path);
  const definition = template?.definition(logicalId);
  if (definition === undefined) throw new Error(`no resource ${logicalId}`);
  return new Resource(definition, new Scenario());
}

/** What a property reads as in every scenario: its value, `absent`, or `unknown`. */
export function readings(set: TemplateSet, logicalId: string, property: string, path?: string): unknown[] {
  const { definition } = resourceIn(set, logicalId, path);
  const seen: unknown[] = [];
  explore((scenario) => {
    const reading = new Resource(definition, scenario).read(property);
    seen.push(reading.kind === 'value' ? reading.value : reading.kind);
  });
  return seen;
}

/** A template with one bucket whose name is an expression, beside other sections. */
export function named(expression: Json, sections: Readonly<Record<string, unknown>> = {}): TemplateSet {
  const Bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: expression } };
  const Other = { Type: 'AWS::S3::Bucket' };
  return setOf({ 'case.json': { ...sections, Resources: { Bucket, Other } } });
}
