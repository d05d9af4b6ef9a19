/** What a node is about: decides its colour. */
export type Kind = 'start' | 'end' | 'function' | 'table' | 'queue' | 'event' | 'workflow' | 'step' | 'choice' | 'fail' | 'group' | 'bucket';

export interface Node {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  /** Smaller, below the title. */
  readonly note?: string;
  /** What is inside, for a group. */
  readonly inner?: Graph;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Taken when something fails. */
  readonly failure?: boolean;
  /** Drawn in the colour of this kind. */
  readonly tone?: Kind;
}

export interface Graph {
  readonly nodes: Node[];
  readonly edges: Edge[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends Node {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly placed?: Layout;
}

export interface PlacedEdge extends Edge {
  /** Pairs of points: where the line enters a layer, and where it leaves it. */
  readonly points: Point[];
}

/** Everything in its place; the upper left corner is 0, 0. */
export interface Layout {
  readonly nodes: PlacedNode[];
  readonly edges: PlacedEdge[];
  readonly width: number;
  readonly height: number;
}
