import type { Template } from './judge';

/** A policy document of a role, user or group, with every intrinsic made text. */
export interface IdentityPolicy {
  readonly template: Template;
  readonly logicalId: string;
  readonly document: unknown;
}

const DOCUMENT_OF = ['Policy', 'ManagedPolicy', 'RolePolicy', 'UserPolicy', 'GroupPolicy'];
const POLICIES_OF = ['Role', 'User', 'Group'];
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': '111122223333',
  'AWS::Region': 'us-east-1',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** Every identity policy of the templates. */
export function identityPolicies(templates: readonly Template[]): IdentityPolicy[] {
  return templates.flatMap((template) =>
    Object.entries(template.resources).flatMap(([logicalId, { Type, Properties = {} }]) =>
      documentsOf(Type, Properties).map((document) => ({ template, logicalId, document: plain(document) })),
    ),
  );
}

function documentsOf(type: string, properties: Readonly<Record<string, unknown>>): unknown[] {
  const kind = type.replace('AWS::IAM::', '');
  if (DOCUMENT_OF.includes(kind)) return [properties['PolicyDocument']];
  const { Policies } = properties;
  if (!POLICIES_OF.includes(kind) || !Array.isArray(Policies)) return [];
  return (Policies as readonly { readonly PolicyDocument: unknown }[]).map(({ PolicyDocument }) => PolicyDocument);
}

/** The document with stand-ins for what is known at deployment only: a reference is one resource, never a wildcard. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.flatMap(members);
  if (typeof value !== 'object' || value === null) return value;
  const [entry, ...others] = Object.entries(value);
  if (entry !== undefined && others.length === 0 && (entry[0] === 'Ref' || entry[0].startsWith('Fn::'))) {
    return intrinsic(...entry);
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

/** A condition among others stands for both of its branches, whether they are statements, actions or resources. */
function members(value: unknown): unknown[] {
  const made = plain(value);
  return isCondition(value) && Array.isArray(made) ? made : [made];
}

function isCondition(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Fn::If' in value;
}

function intrinsic(name: string, argument: unknown): unknown {
  if (name === 'Ref') return PSEUDO[String(argument)] ?? String(argument);
  if (name === 'Fn::Join' && Array.isArray(argument)) {
    const [separator, parts] = argument as [string, unknown];
    const texts = plain(parts);
    return Array.isArray(texts) ? texts.map(String).join(separator) : `arn:aws:service:::${JSON.stringify(parts)}`;
  }
  if (name === 'Fn::Sub') {
    const text = String(Array.isArray(argument) ? argument[0] : argument);
    return text.replace(/\$\{([^}]+)\}/g, (_, variable: string) => PSEUDO[variable] ?? variable);
  }
  if (name === 'Fn::If' && Array.isArray(argument)) return argument.slice(1).filter(isValue).flatMap(members);
  return `arn:aws:service:us-east-1:111122223333:${Array.isArray(argument) ? argument.join('.') : 'value'}`;
}

function isValue(branch: unknown): boolean {
  return JSON.stringify(branch) !== '{"Ref":"AWS::NoValue"}';
}
