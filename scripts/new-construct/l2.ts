import {
  createProgram,
  displayPartsToString,
  isClassDeclaration,
  isConstructorDeclaration,
  SymbolFlags,
  type ClassDeclaration,
  type Symbol as Declared,
  type Type,
  type TypeChecker,
} from 'typescript';

/** A prop of an L2 construct. */
export interface L2Prop {
  readonly name: string;
  /** Its type, as TypeScript writes it. */
  readonly type: string;
  /** The first sentence of its documentation. */
  readonly summary: string;
  readonly isRequired: boolean;
}

/** An L2 construct of the CDK, as far as a construct around it needs to know. */
export interface L2 {
  /** Such as `aws-cdk-lib/aws-sqs`. */
  readonly module: string;
  /** Such as `Queue`. */
  readonly name: string;
  /** The interface of its props. */
  readonly propsName: string;
  readonly props: readonly L2Prop[];
  /** What others take it by, such as `Queue` of `IQueueRef`, `queueRef` and `QueueReference`; none where it has none. */
  readonly reference?: string;
  /** The id by which the CDK knows the class for property injectors; none where it takes none. */
  readonly classId?: string;
}

/**
 * Reads a construct of the CDK from its type declarations.
 *
 * @throws when the module has no such construct
 */
export async function readL2(module: string, name: string): Promise<L2> {
  const entry = require.resolve(module).replace(/\.js$/, '.d.ts');
  const program = createProgram([entry], { skipLibCheck: true, strict: true, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const symbol = source && checker.getSymbolAtLocation(source);
  const exported = symbol === undefined ? [] : checker.getExportsOfModule(symbol).map((one) => resolved(one, checker));
  const declaration = exported.find((one) => one.name === name)?.declarations?.find(isClassDeclaration);
  const props = declaration && propsTypeOf(declaration, checker);
  if (declaration === undefined || props === undefined)
    throw new Error(`${module} has no construct ${name} with props.`);
  const reference = referenceOf(checker.getTypeAtLocation(declaration));
  return {
    module,
    name,
    propsName: props.symbol.name,
    props: props.getProperties().map((prop) => propOf(prop, checker)),
    reference: exported.some((one) => one.name === `I${reference ?? ''}Ref`) ? reference : undefined,
    classId: await injectionIdOf(module, name),
  };
}

function resolved(symbol: Declared, checker: TypeChecker): Declared {
  return (symbol.flags & SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** The type of the third parameter of the constructor. */
function propsTypeOf(declaration: ClassDeclaration, checker: TypeChecker): Type | undefined {
  const [, , props] = declaration.members.find(isConstructorDeclaration)?.parameters ?? [];
  return props && checker.getNonNullableType(checker.getTypeAtLocation(props));
}

function propOf(prop: Declared, checker: TypeChecker): L2Prop {
  const documentation = displayPartsToString(prop.getDocumentationComment(checker));
  return {
    name: prop.name,
    type: checker.typeToString(checker.getNonNullableType(checker.getTypeOfSymbol(prop))),
    summary: (/^[^]*?(?:\.(?=\s|$)|$)/.exec(documentation)?.[0] ?? '').replace(/\s+/g, ' ').trim(),
    isRequired: (prop.flags & SymbolFlags.Optional) === 0,
  };
}

function referenceOf(construct: Type): string | undefined {
  const [name] = construct
    .getProperties()
    .flatMap((property) => /^(\w+)Ref$/.exec(property.name)?.[1] ?? [])
    .map((property) => property.charAt(0).toUpperCase() + property.slice(1));
  return name;
}

async function injectionIdOf(module: string, name: string): Promise<string | undefined> {
  const exported = (await import(module)) as Readonly<Record<string, { readonly PROPERTY_INJECTION_ID?: unknown }>>;
  const id = exported[name]?.PROPERTY_INJECTION_ID;
  return typeof id === 'string' ? id : undefined;
}
