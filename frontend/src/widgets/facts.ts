/** What our tools answer with, as far as widgets show it. Everything in it was written by people. */
export interface Picture {
  id: string;
  url: string;
  preview_url: string;
  width: number;
  height: number;
  description: string;
}

export interface Person {
  handle: string;
  name: string;
  url: string;
  picture_url: string | null;
}

export interface Post {
  id: string;
  url: string;
  author: Person;
  text: string;
  at: string;
  pictures: Picture[];
  likes: number;
  replies: number;
  remixes: number;
  liked: boolean;
  can_remix: boolean;
  reposted_by: string | null;
  warning: string;
  covered: boolean;
}

export interface Feed {
  feed: string;
  name: string;
  title: string;
  posts: Post[];
  older: string | null;
}

export interface Candidate {
  number: number;
  image_id: string | null;
  url: string | null;
  preview_url: string | null;
  width: number | null;
  height: number | null;
  description: string;
  not_understood: string[];
  withheld: boolean;
}

export interface Job {
  job_id: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  over: boolean;
  prompt: string;
  instruction: string;
  width: number;
  height: number;
  url: string;
  candidates: Candidate[];
  error: string;
}

export interface Relative {
  id: string;
  parent_id: string | null;
  depth: number;
  gone: boolean;
  here: boolean;
  url: string | null;
  author: string | null;
  prompt: string | null;
  added: string;
  removed: string;
  preview_url: string | null;
  description: string;
}

export interface Opened {
  post: Post;
  above: Post[];
  replies: { depth: number; post: Post }[];
  family: Relative[];
}
