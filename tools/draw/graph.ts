/** What a node stands for. Decides its colour. */
export type Kind = 'start' | 'function' | 'table' | 'queue' | 'event' | 'workflow' | 'step' | 'choice' | 'fail' | 'group' | 'bucket';

export interface Node {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  /** Smaller, below the title. */
  readonly note?: string;
  /** The content of a group. */
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

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Point, Size {}

export interface PlacedNode extends Node, Box {
  readonly inside?: Layout;
}

export interface PlacedEdge extends Edge {
  /** Pairs of points: straight from the first to the second, then in a curve to the next pair. */
  readonly points: Point[];
  readonly labelBox?: Box;
}

/** Everything in its place; the upper left corner is 0, 0. */
export interface Layout extends Size {
  readonly nodes: PlacedNode[];
  readonly edges: PlacedEdge[];
}
