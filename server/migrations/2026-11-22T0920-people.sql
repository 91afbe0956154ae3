create table person (
  desk_id uuid not null references desk,
  id uuid not null,
  sex text collate "C" not null,
  citizenship text collate "C" not null,
  identity bytea not null,
  recorded_by text collate "C" not null,
  recorded_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (desk_id, id)
);
comment on table person is 'A worker known to the desk. Who it is stands sealed in "identity"; sex and citizenship are the latest known.';
create index person_recorded on person (desk_id, recorded_at desc, id desc);

create table person_tag (
  desk_id uuid not null references desk,
  tag bytea not null,
  person_id uuid not null,
  primary key (desk_id, tag, person_id),
  foreign key (desk_id, person_id) references person
);
comment on table person_tag is 'Blind tags for search: keyed hashes, coarse (truncated) for single name parts.';
create index person_tag_of_person on person_tag (desk_id, person_id);

create table contact (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid,
  day date not null,
  at_time text collate "C",
  channel text collate "C" not null,
  language text collate "C" not null,
  sector text collate "C" not null,
  sex text collate "C" not null,
  citizenship text collate "C" not null,
  needs text[] collate "C" not null,
  given text[] collate "C" not null,
  words bytea not null,
  source_tag bytea,
  recorded_by text collate "C" not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  version integer not null default 1,
  primary key (desk_id, id),
  foreign key (desk_id, person_id) references person (desk_id, id),
  unique (desk_id, source_tag)
);
comment on table contact is 'One encounter of outreach (contatto). May be anonymous. Place and note stand sealed in "words".';
create index contact_by_day on contact (desk_id, day desc, id desc);
create index contact_of_person on contact (desk_id, person_id, day);

create table import_run (
  desk_id uuid not null references desk,
  id uuid not null,
  state text collate "C" not null,
  mode text collate "C",
  about bytea not null,
  counts jsonb not null,
  started_by text collate "C" not null,
  started_at timestamptz not null,
  primary key (desk_id, id)
);
comment on table import_run is 'An import of a register. File name, columns and sample stand sealed in "about".';

create table import_part (
  desk_id uuid not null references desk,
  import_id uuid not null,
  no integer not null,
  bytes bytea not null,
  primary key (desk_id, import_id, no),
  foreign key (desk_id, import_id) references import_run (desk_id, id)
);
comment on table import_part is 'The uploaded file in sealed parts, kept until the import is done or for a day.';

create table import_error (
  desk_id uuid not null references desk,
  import_id uuid not null,
  no integer not null,
  about bytea not null,
  primary key (desk_id, import_id, no),
  foreign key (desk_id, import_id) references import_run (desk_id, id)
);
comment on table import_error is 'Rows that could not be read, sealed.';
