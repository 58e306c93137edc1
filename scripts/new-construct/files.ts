import type { L2, L2Prop } from './l2';
import { capitalized, namesOf, type Names } from './names';

/** A file of a new construct, by its path from the folder of the repository. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a construct of ours around an L2.
 *
 * Whatever somebody must decide on is a name that stands nowhere, such as `undecidedQueueName`: the files do not
 * compile until all of them are decided on, and the guarantees cite a clause that the policy does not have.
 */
export function filesOf(place: string, l2: L2): NewFile[] {
  const names = namesOf(place, l2);
  return [
    { path: `lib/hardening/${names.concern}/${names.resource}.ts`, text: tableText(names, l2) },
    { path: `lib/constructs/${names.concern}/${names.file}.ts`, text: constructText(names, l2) },
    { path: `test/constructs/${names.file}.test.ts`, text: testText(names, l2) },
    { path: `test/promise/samples/${names.resource}.ts`, text: samplesText(names, l2) },
  ];
}

function undecided({ name }: L2Prop): string {
  return `undecided${capitalized(name)}`;
}

function tableText({ id, table, aNoun, noun }: Names, { module, propsName, props, classId }: L2): string {
  const at = `${id}At`;
  const entries = props.map((prop) => `// ${prop.type}: ${prop.summary}\n${prop.name}: ${undecided(prop)},`);
  const plain =
    classId === undefined
      ? ''
      : `\n/** A plain ${noun}. */\nexport default plainClass<${propsName}>({ classId: '${classId}', table: ${table} });\n`;
  return `import type { ${propsName} } from '${module}';
${classId === undefined ? '' : "import { plainClass } from '../plain-class';\n"}import type { KeyedAt, Table } from '../prop-rule';

type ${at} = KeyedAt<${propsName}>;

/** What becomes of every prop of ${aNoun}. */
export const ${table}: Table<${propsName}, ${at}> = {
${entries.join('\n')}
};
${plain}`;
}

function constructText(names: Names, l2: L2): string {
  const { concern, construct, resource, table, field, id, noun } = names;
  const { module, name, propsName, reference } = l2;
  const types = reference === undefined ? [propsName] : [`I${reference}Ref`, propsName, `${reference}Reference`];
  return `${reference === undefined ? '' : "import type { ResourceEnvironment } from 'aws-cdk-lib';\n"}import { ${name}, ${types.map((type) => `type ${type}`).join(', ')} } from '${module}';
import { Construct } from 'constructs';
import { harden } from '../../hardening/harden';
import { ${table} } from '../../hardening/${concern}/${resource}';
import type { DataCategory } from '../../policy/data-category';
import { openKeyed } from '../open-keyed';
import type { SecureResourceProps } from '../secure-resource-props';

${statementText(names, l2)}
export class ${construct} extends Construct${reference === undefined ? '' : ` implements I${reference}Ref`} {
  /** The L2 ${noun}, with all its methods. */
  public readonly ${field}: ${name};

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: ${construct}Props) {
    super(scope, id);
    const { dataCategory, exceptions, ...own } = props;
    const at = openKeyed(this, own, { dataCategory, exceptions });
    this.${field} = new ${name}(this, '${id}', harden(${table}, at));
    at.tag(this.${field});
  }
${reference === undefined ? '' : referenceText(names, reference)}}
`;
}

function statementText({ construct, noun, aNoun, id }: Names, { propsName }: L2): string {
  return `/** What ${aNoun} is made of, on top of the L2's own props. */
export interface ${construct}Props extends ${propsName}, SecureResourceProps {
  /** The data that the ${noun} holds: it decides on the key. */
  readonly dataCategory: DataCategory;
}

/**
 * ${capitalized(aNoun)} that keeps the policy for the data it holds.
 *
 * Guarantees:
 * - undecided: what it keeps, and by which clause (P0.0)
 *
 * Cost drivers: undecided.
 *
 * @example
 * const one = new ${construct}(this, '${id}', { dataCategory: DataCategory.CUSTOMER_WORKLOADS });
 */`;
}

function referenceText({ field, noun }: Names, reference: string): string {
  const member = `${reference.charAt(0).toLowerCase()}${reference.slice(1)}Ref`;
  return `
  /** The reference by which other constructs take the ${noun}. */
  public get ${member}(): ${reference}Reference {
    return this.${field}.${member};
  }

  /** The account and Region that the ${noun} belongs to. */
  public get env(): ResourceEnvironment {
    return this.${field}.env;
  }
`;
}

function testText({ construct, field, id }: Names, { module, name, props }: L2): string {
  const given = ['dataCategory: DataCategory.CUSTOMER_WORKLOADS', ...required(props)].join(', ');
  return `import { ${name} } from '${module}';
import { DataCategory, ${construct} } from '../../lib';
import { newStack, synthesized } from './synthesized';

describe('${construct}', () => {
  const props = { ${given} };

  test('comes out as the policy wants it', () => {
    expect(synthesized((stack) => new ${construct}(stack, '${id}', props)).toJSON()).toMatchSnapshot();
  });

  test('has its L2 one field away', () => {
    expect(new ${construct}(newStack(), '${id}', props).${field}).toBeInstanceOf(${name});
  });
});
`;
}

function samplesText(
  { concern, construct, resource, table, id }: Names,
  { module, name, propsName, props }: L2,
): string {
  const samples = props.map((prop) => `${prop.name}: { taken: [${undecided(prop)}] },`);
  return `import { ${name}, type ${propsName} } from '${module}';
import { ${construct} } from '../../../lib';
import { ${table} } from '../../../lib/hardening/${concern}/${resource}';
import { subject } from '../subject';

export default subject<${propsName}>({
  name: '${construct}',
  table: ${table},
  required: () => ({ ${required(props).join(', ')} }),
  ours: (stack, props, dataCategory) => {
    new ${construct}(stack, '${id}', { ...props, dataCategory });
  },
  plain: (stack, props) => {
    new ${name}(stack, '${id}', props);
  },
  samples: {
${samples.join('\n')}
  },
});
`;
}

function required(props: readonly L2Prop[]): string[] {
  return props.filter(({ isRequired }) => isRequired).map((prop) => `${prop.name}: ${undecided(prop)}`);
}
