export interface FieldError {
  field: string;
  code: string;
  message: string;
}

interface Problem {
  status?: number;
  code?: string;
  detail?: string;
  traceId?: string;
  errors?: FieldError[];
  methods?: string[];
  alternatives?: string[];
}

/** Any call that did not succeed: the server's problem+json, or `offline` where no server answered. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly traceId: string | undefined;
  readonly errors: FieldError[];
  readonly alternatives: string[];
  readonly methods: string[];

  constructor(problem: Problem) {
    super(problem.detail ?? problem.code ?? '');
    this.status = problem.status ?? 0;
    this.code = problem.code ?? 'unknown';
    this.traceId = problem.traceId;
    this.errors = problem.errors ?? [];
    this.alternatives = problem.alternatives ?? [];
    this.methods = problem.methods ?? [];
  }

  /** Whether the same request may be sent again without doing anything twice or differently. */
  get mayBeRepeated(): boolean {
    return this.status === 0 || this.status >= 500 || this.code === 'slot_busy' || this.code === 'request_running';
  }

  /** Whether nobody is signed in (any more); a wrong password or code answers 401 too. */
  get isSignedOut(): boolean {
    return this.status === 401 && !/^(bad|challenge)_/.test(this.code);
  }

  static offline(): Refusal {
    return new Refusal({ code: 'offline' });
  }

  static async from(response: Response): Promise<Refusal> {
    const body: Problem = await response.json().catch(() => ({}));
    return new Refusal({ ...body, status: response.status });
  }

  static of(cause: unknown): Refusal {
    return cause instanceof Refusal ? cause : new Refusal({ detail: String(cause) });
  }
}
