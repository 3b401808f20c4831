-- Refunds are found by the reference that whoever asked for them gave them, as payments are.
create index refunds_by_external on refunds (application_id, external_reference, id) where external_reference is not null;
