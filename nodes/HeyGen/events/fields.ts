/**
 * The types of values in an event's data. With `?` HeyGen may omit the field or send null: every
 * field without a documented source, and those that were empty in real deliveries.
 */
type Kind = 'text' | 'number' | 'boolean' | 'object' | 'texts' | 'objects';
export type FieldKind = Kind | `${Kind}?`;
export type Fields = Readonly<Record<string, FieldKind>>;

interface Values {
	text: string;
	number: number;
	boolean: boolean;
	object: Record<string, unknown>;
	texts: string[];
	objects: Array<Record<string, unknown>>;
}

type Optional<F extends Fields> = {
	[Name in keyof F]: F[Name] extends `${string}?` ? Name : never;
}[keyof F];

type ValueOf<K extends FieldKind> = K extends `${infer Base extends Kind}?`
	? Values[Base] | null
	: K extends Kind
		? Values[K]
		: never;

/** The data of an event with these fields. */
export type DataOf<F extends Fields> = {
	[Name in Exclude<keyof F, Optional<F>>]: ValueOf<F[Name]>;
} & { [Name in Optional<F>]?: ValueOf<F[Name]> };
