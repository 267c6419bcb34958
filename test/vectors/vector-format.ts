import { type Static, Type } from 'typebox';

const Value = (description: string) => Type.Unknown({ description });
const Text = (description: string, maxLength = 300) => Type.String({ minLength: 1, maxLength, description });

/** One row of a table or one worked example of the law. */
const VectorCase = Type.Object(
  {
    name: Text('What is special about this row, in words; no two cases of a file have the same.'),
    article: Text('The article or worked example this row is taken from.'),
    input: Type.Array(Type.Unknown(), {
      description:
        'The arguments in their order. An object of the one member "$map" stands for a Map with these ' +
        'pairs. For an exported constant: the path of member names that leads to the value.',
    }),
    output: Type.Optional(
      Value('What the function gives, member for member; absent where it gives nothing (undefined).'),
    ),
    wrong: Type.Optional(
      Type.Array(
        Type.Object(
          { value: Value('What people compute instead.'), why: Text('The mistake behind it.') },
          { additionalProperties: false },
        ),
        { minItems: 1 },
      ),
    ),
  },
  { additionalProperties: false },
);
export type VectorCase = Static<typeof VectorCase>;

/** A file of vectors: what one exported function of the shared rules must answer. */
export const VectorFile = Type.Object(
  {
    $schema: Type.Literal('../vector.schema.json'),
    function: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_]*$',
      description: 'Name of the exported function or constant.',
    }),
    module: Type.String({
      pattern: '^[a-z0-9-]+(/[a-z0-9-]+)*$',
      description: 'Path of its file below shared/src, without the ending.',
    }),
    source: Text('The legal source of the whole file, such as "Circular 22/2021, Art. 9(1)".'),
    cases: Type.Array(VectorCase, { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type VectorFile = Static<typeof VectorFile>;

/** The text of vector.schema.json, which `node test/vectors/write-schema.ts` writes. */
export const schemaText = (): string => {
  const head = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Test vectors of the regulations',
    description: 'Cases of one function; marks are integers of tenths (8,5 is 85).',
  };
  return `${JSON.stringify({ ...head, ...VectorFile }, null, 2)}\n`;
};
