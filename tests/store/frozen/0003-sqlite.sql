BEGIN;
CREATE TABLE article (
	id INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	text TEXT NOT NULL,
	words INTEGER NOT NULL,
	name TEXT NOT NULL,
	source TEXT NOT NULL,
	title TEXT NOT NULL,
	publisher TEXT NOT NULL,
	author TEXT NOT NULL,
	published TEXT,
	imported_at TEXT NOT NULL,
	CONSTRAINT pk_article PRIMARY KEY (id),
	CONSTRAINT uq_article_sha256 UNIQUE (sha256)
);
CREATE TABLE speaker (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	"key" TEXT NOT NULL,
	folded TEXT NOT NULL, found_name TEXT DEFAULT '' NOT NULL, found_kind TEXT DEFAULT 'none' NOT NULL CONSTRAINT ck_speaker_found_kind CHECK (found_kind IN ('person', 'unnamed', 'group', 'organisation', 'document', 'author', 'none')), wikidata TEXT,
	CONSTRAINT pk_speaker PRIMARY KEY (id),
	CONSTRAINT uq_speaker_key UNIQUE ("key"),
	CONSTRAINT ck_speaker_kind CHECK (kind IN ('person', 'unnamed', 'group', 'organisation', 'document', 'author', 'none'))
);
CREATE TABLE speaker_correction (
	id INTEGER NOT NULL,
	action TEXT NOT NULL,
	data JSON NOT NULL,
	reviewer TEXT NOT NULL,
	reason TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT pk_speaker_correction PRIMARY KEY (id),
	CONSTRAINT ck_speaker_correction_action CHECK (action IN ('merge', 'split', 'rename', 'alias', 'load', 'undo'))
);
CREATE TABLE extraction (
	id INTEGER NOT NULL,
	article_id INTEGER NOT NULL,
	engine TEXT NOT NULL,
	version TEXT NOT NULL,
	digest TEXT NOT NULL,
	created_at TEXT NOT NULL,
	CONSTRAINT pk_extraction PRIMARY KEY (id),
	CONSTRAINT fk_extraction_article_id FOREIGN KEY(article_id) REFERENCES article (id),
	CONSTRAINT uq_extraction_article_id_engine_version_digest UNIQUE (article_id, engine, version, digest)
);
CREATE TABLE speaker_alias (
	speaker_id INTEGER NOT NULL,
	alias TEXT NOT NULL,
	folded TEXT NOT NULL,
	CONSTRAINT pk_speaker_alias PRIMARY KEY (speaker_id, alias),
	CONSTRAINT fk_speaker_alias_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id)
)
 WITHOUT ROWID;
CREATE TABLE attribution (
	id INTEGER NOT NULL,
	extraction_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	speaker_id INTEGER NOT NULL,
	named TEXT NOT NULL,
	named_kind TEXT NOT NULL,
	named_rule TEXT NOT NULL,
	quote_type TEXT NOT NULL,
	confidence DOUBLE NOT NULL,
	why JSON NOT NULL, joined_by TEXT DEFAULT '' NOT NULL, alias TEXT, alias_folded TEXT,
	CONSTRAINT pk_attribution PRIMARY KEY (id),
	CONSTRAINT fk_attribution_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
	CONSTRAINT fk_attribution_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id),
	CONSTRAINT uq_attribution_extraction_id_position UNIQUE (extraction_id, position),
	CONSTRAINT ck_attribution_named_kind CHECK (named_kind IN ('person', 'unnamed', 'group', 'organisation', 'document', 'author', 'none')),
	CONSTRAINT ck_attribution_quote_type CHECK (quote_type IN ('direct', 'mixed', 'indirect')),
	CONSTRAINT ck_attribution_confidence CHECK (confidence BETWEEN 0 AND 1)
);
CREATE TABLE attribution_role (
	attribution_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	start_offset INTEGER NOT NULL,
	end_offset INTEGER NOT NULL,
	exact TEXT NOT NULL,
	CONSTRAINT pk_attribution_role PRIMARY KEY (attribution_id, position),
	CONSTRAINT fk_attribution_role_attribution_id FOREIGN KEY(attribution_id) REFERENCES attribution (id),
	CONSTRAINT ck_attribution_role_offsets CHECK (0 <= start_offset AND start_offset < end_offset)
)
 WITHOUT ROWID;
CREATE TABLE attribution_span (
	attribution_id INTEGER NOT NULL,
	role TEXT NOT NULL,
	position INTEGER NOT NULL,
	start_offset INTEGER NOT NULL,
	end_offset INTEGER NOT NULL,
	exact TEXT NOT NULL,
	CONSTRAINT pk_attribution_span PRIMARY KEY (attribution_id, role, position),
	CONSTRAINT fk_attribution_span_attribution_id FOREIGN KEY(attribution_id) REFERENCES attribution (id),
	CONSTRAINT ck_attribution_span_role CHECK (role IN ('source', 'cue', 'content')),
	CONSTRAINT ck_attribution_span_offsets CHECK (0 <= start_offset AND start_offset < end_offset)
)
 WITHOUT ROWID;
CREATE TABLE claim (
	id INTEGER NOT NULL,
	uid TEXT NOT NULL,
	extraction_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	attribution_id INTEGER,
	start_offset INTEGER NOT NULL,
	end_offset INTEGER NOT NULL,
	exact TEXT NOT NULL,
	folded TEXT NOT NULL,
	status TEXT NOT NULL,
	quoted BOOLEAN NOT NULL,
	sourced BOOLEAN NOT NULL,
	speculative BOOLEAN NOT NULL,
	hedged_by TEXT,
	confidence DOUBLE NOT NULL,
	prefix TEXT NOT NULL,
	suffix TEXT NOT NULL, certainty TEXT DEFAULT 'certain' NOT NULL CONSTRAINT ck_claim_certainty CHECK (certainty IN ('certain', 'probable', 'possible')), denied BOOLEAN DEFAULT false NOT NULL CONSTRAINT ck_claim_speculative_is_uncertain CHECK (speculative = (certainty <> 'certain')),
	CONSTRAINT pk_claim PRIMARY KEY (id),
	CONSTRAINT fk_claim_extraction_id FOREIGN KEY(extraction_id) REFERENCES extraction (id),
	CONSTRAINT fk_claim_attribution_id FOREIGN KEY(attribution_id) REFERENCES attribution (id),
	CONSTRAINT uq_claim_extraction_id_position UNIQUE (extraction_id, position),
	CONSTRAINT uq_claim_extraction_id_uid UNIQUE (extraction_id, uid),
	CONSTRAINT ck_claim_offsets CHECK (0 <= start_offset AND start_offset < end_offset),
	CONSTRAINT ck_claim_status CHECK (status IN ('quoted', 'sourced', 'speculative', 'unsourced')),
	CONSTRAINT ck_claim_status_derives CHECK (status = CASE WHEN quoted THEN 'quoted' WHEN sourced THEN 'sourced' WHEN speculative THEN 'speculative' ELSE 'unsourced' END),
	CONSTRAINT ck_claim_quoted_is_sourced CHECK (sourced OR NOT quoted),
	CONSTRAINT ck_claim_sourced_has_attribution CHECK (sourced = (attribution_id IS NOT NULL)),
	CONSTRAINT ck_claim_speculative_has_holder CHECK (speculative = (hedged_by IS NOT NULL)),
	CONSTRAINT ck_claim_hedged_by CHECK (hedged_by IN ('writer', 'speaker', 'writer; speaker')),
	CONSTRAINT ck_claim_confidence CHECK (confidence BETWEEN 0 AND 1)
);
CREATE TABLE claim_span (
	claim_id INTEGER NOT NULL,
	role TEXT NOT NULL,
	position INTEGER NOT NULL,
	start_offset INTEGER NOT NULL,
	end_offset INTEGER NOT NULL,
	exact TEXT NOT NULL,
	CONSTRAINT pk_claim_span PRIMARY KEY (claim_id, role, position),
	CONSTRAINT fk_claim_span_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT ck_claim_span_role CHECK (role IN ('claim', 'quotation')),
	CONSTRAINT ck_claim_span_offsets CHECK (0 <= start_offset AND start_offset < end_offset)
)
 WITHOUT ROWID;
CREATE TABLE hedge (
	claim_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	kind TEXT NOT NULL,
	holder TEXT NOT NULL,
	start_offset INTEGER NOT NULL,
	end_offset INTEGER NOT NULL,
	exact TEXT NOT NULL,
	scope_start_offset INTEGER NOT NULL,
	scope_end_offset INTEGER NOT NULL,
	scope_exact TEXT NOT NULL, certainty TEXT DEFAULT 'possible' NOT NULL CONSTRAINT ck_hedge_certainty CHECK (certainty IN ('probable', 'possible')), confidence DOUBLE DEFAULT 1.0 NOT NULL CONSTRAINT ck_hedge_confidence CHECK (confidence BETWEEN 0 AND 1),
	CONSTRAINT pk_hedge PRIMARY KEY (claim_id, position),
	CONSTRAINT fk_hedge_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT ck_hedge_holder CHECK (holder IN ('writer', 'speaker')),
	CONSTRAINT ck_hedge_offsets CHECK (0 <= start_offset AND start_offset < end_offset),
	CONSTRAINT ck_hedge_scope_offsets CHECK (0 <= scope_start_offset AND scope_start_offset < scope_end_offset)
)
 WITHOUT ROWID;
CREATE TABLE factdb_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT factdb_version_pkc PRIMARY KEY (version_num)
);
CREATE INDEX ix_attribution_speaker_id ON attribution (speaker_id);
CREATE INDEX ix_claim_uid ON claim (uid);
CREATE INDEX ix_claim_attribution_id ON claim (attribution_id);
CREATE INDEX ix_speaker_folded ON speaker (folded);
CREATE INDEX ix_attribution_alias_folded ON attribution (alias_folded);
INSERT INTO article (id, sha256, text, words, name, source, title, publisher, author, published, imported_at) VALUES (1, '09616d065c08a0caa00f30734fed6370eb624271553193f72f9511b6c97832a6', '﻿HARBOUR TO CLOSE 🚢' || char(13, 10, 13, 10) || '“We will close the harbour,” Mayor Zoë Brännström said on Monday, “and soon.”' || char(13, 10) || 'Her deputy, Tom Okafor, said the work could cost 𝟙𝟚 million crowns; he denied that jobs would go.' || char(13, 10) || '"Probably by May," Zoë Brännström added. It might rain in O''Brien-on-Sea.' || char(13, 10), 46, 'harbour', 'news/2024/harbour.txt', 'Harbour to Close 🚢', 'The Daily Quay', 'A. Writer', '2024-05-06T07:08:09+00:00', '2026-11-23T23:21:08.021903+00:00');
INSERT INTO article (id, sha256, text, words, name, source, title, publisher, author, published, imported_at) VALUES (2, '0a4a150e765854588bbee229281afb4ef4a291618723b0462c1f9361d0c4b69c', 'The Quayside Trust said on Tuesday that “all the boats” may leave.' || char(10, 10) || '‘It is over,’ said Tom A. Okafor, a father of 𝟛.' || char(10) || 'Okafor said nobody knew of the plan. A spokeswoman said there was no evidence that fish had died.' || char(10), 41, 'quay', 'https://news.example/2024/quay?page=1&x=%C3%A9', 'All boats may leave', '', '', NULL, '2026-11-23T23:21:08.046086+00:00');
INSERT INTO article (id, sha256, text, words, name, source, title, publisher, author, published, imported_at) VALUES (3, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '', 0, 'empty', 'news/empty.txt', '', '', '', NULL, '2026-11-23T23:21:08.052714+00:00');
INSERT INTO article (id, sha256, text, words, name, source, title, publisher, author, published, imported_at) VALUES (4, 'e022e8202b1616cd688b6bb2c58a4eced4b4c32343831947bf9f905bed12ed0c', 'The Quayside Trust said on Tuesday that “all the boats” may leave.' || char(10, 10) || '‘It is over,’ said Tom A. Okafor, a father of 𝟛. 👨‍👩‍👧 His family agreed.' || char(10) || 'Okafor said nobody knew of the plan. A spokeswoman said there was no evidence that fish had died.' || char(10), 45, 'quay', 'https://news.example/2024/quay?page=1&x=%C3%A9', 'All boats to leave', '', '', '2024-05-08T22:30:00+00:00', '2026-11-23T23:21:08.108989+00:00');
INSERT INTO article (id, sha256, text, words, name, source, title, publisher, author, published, imported_at) VALUES (5, '648bbe2dafa0dc43d8ccbc16ffa0e17416c352b6257148c5db0642f9a71eb92e', 'Minutes	of 3 May' || char(13, 10) || 'Zoe Brannstrom and Tom Okafor said the quay is safe. Okafor asked for "more time".' || char(13, 10) || 'The Harbour Report 2023 says ‘nothing’ about it; some fishermen say “it’s a lie”, if it is true.' || char(13, 10) || '= 1 + 1 \ 2' || char(13, 10), 43, 'minutes', 'minutes.txt', '', '', '', NULL, '2026-11-23T23:21:08.174800+00:00');
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (1, 'Tom Okafor', 'person', 'b89f04d79502086790cedd70e4e73fdf5c80989fc11f950f7a5accc11804dec3', 'tom okafor', 'Tom Okafor', 'person', 'Q12345');
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (2, 'Zoë Brännström, mayor', 'person', 'bdbb279560efaa1ff32afb74a9fc39646b93c2fd473d44e0c4fea049f2fa0fda', 'zoe brannstrom mayor', 'Zoë Brännström', 'person', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (3, 'spokeswoman', 'unnamed', '07e358db2dc0060eee8ac6c97ae67fc7d5c7c960ad8589f46cc37e862c361df2', 'spokeswoman', 'spokeswoman', 'unnamed', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (4, 'Okafor', 'person', '234cb15832ea144a5bc9007ce392d9e5ab13a737b5ecb6a93e21a1828a006c3f', 'okafor', 'Okafor', 'person', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (5, 'Quayside Trust Ltd', 'organisation', 'd112a1023b819b3a1e57a68a416bc53f6875e985a3c4a307e64a99d473097a3e', 'quayside trust ltd', 'Quayside Trust', 'organisation', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (6, 'Harbour Board', 'organisation', '67e38c8134de8407dacd0e443c2cdcece1599ff5b11ffbdb0e17967721bf4a5f', 'harbour board', 'Harbour Board', 'organisation', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (7, 'spokeswoman', 'unnamed', '289f0b50516eb31ee59978a928e4bab2b2a9945c42bdba008bb36459c67e9905', 'spokeswoman', 'spokeswoman', 'unnamed', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (8, 'Okafor', 'person', '698dab18af9ed56595e2422e57feed567473aa5e7b5845d23ce436b8bc2b3838', 'okafor', 'Okafor', 'person', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (9, 'Tom Okafor (the younger)', 'person', 'aa2cfbf29dc48edc4b369d5ccff25099302d49925f4de7d791054b3c287797d0', 'tom okafor the younger', 'Tom Okafor (the younger)', 'person', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (10, 'some fishermen', 'group', '2793e5ca765c4403b0168f42bf65c5e4bb878d3e36b4c9550a18cff55a26c93d', 'some fishermen', 'some fishermen', 'group', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (11, 'Okafor', 'person', '763031c7fb7989cabdff13f6e906302dfc5588c98ba8d606f939260a6d9f6531', 'okafor', 'Okafor', 'person', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (12, 'Harbour Report 2023', 'document', '9032a76f8e5fd6215450ae3ae4a68ffca8a9e28774054b6d331f416b9e9f3861', 'harbour report 2023', 'Harbour Report 2023', 'document', NULL);
INSERT INTO speaker (id, name, kind, key, folded, found_name, found_kind, wikidata) VALUES (13, 'Zoe Brannstrom; Tom Okafor', 'person', 'e9f98ab3b3aa2a7f565869a2a28da230df43d19c19b3bff5bc067838002b3222', 'zoe brannstrom tom okafor', 'Zoe Brannstrom; Tom Okafor', 'person', NULL);
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (1, 'merge', '{"into": 1, "from": [4]}', 'Ann', 'the same man, says “who’s who”', '2026-11-23T23:21:08.067056+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (2, 'rename', '{"speaker": 5, "name": "Quayside Trust Ltd"}', 'Bö 🦊', '', '2026-11-23T23:21:08.078677+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (3, 'alias', '{"speaker": 2, "kind": "person", "alias": "the Mayor of O''Brien-on-Sea"}', 'Ann', 'the same man, says “who’s who”', '2026-11-23T23:21:08.091823+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (4, 'load', '{"speakers": [{"speaker": 1, "name": "Tom Okafor", "kind": "person", "wikidata": "Q12345", "aliases": ["T. Okafor", "Thomas Okafor"]}, {"speaker": 6, "name": "Harbour Board", "kind": "organisation", "wikidata": "", "aliases": ["the Board"]}]}', 'Bö 🦊', '', '2026-11-23T23:21:08.099366+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (5, 'split', '{"from": 1, "into": 9, "articles": [4], "names": ["Tom A. Okafor"]}', 'Ann', 'the same man, says “who’s who”', '2026-11-23T23:21:08.123554+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (6, 'rename', '{"speaker": 3, "name": "Nobody \ud835\udfd8"}', 'Bö 🦊', '', '2026-11-23T23:21:08.132058+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (7, 'undo', '{"correction": 6}', 'Ann', 'the same man, says “who’s who”', '2026-11-23T23:21:08.134870+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (8, 'alias', '{"speaker": 5, "kind": "organisation", "alias": "the Trust"}', 'Ann', 'the same man, says “who’s who”', '2026-11-23T23:21:08.147115+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (9, 'undo', '{"correction": 8}', 'Bö 🦊', '', '2026-11-23T23:21:08.149600+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (10, 'undo', '{"correction": 9}', 'Ann', 'the same man, says “who’s who”', '2026-11-23T23:21:08.156443+00:00');
INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at) VALUES (11, 'rename', '{"speaker": 2, "name": "Zo\u00eb Br\u00e4nnstr\u00f6m, mayor"}', 'Cleo', '', '2026-11-23T23:21:08.172121+00:00');
INSERT INTO extraction (id, article_id, engine, version, digest, created_at) VALUES (1, 1, 'rules', '1', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2026-11-23T23:21:08.027759+00:00');
INSERT INTO extraction (id, article_id, engine, version, digest, created_at) VALUES (2, 2, 'rules', '1', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2026-11-23T23:21:08.046236+00:00');
INSERT INTO extraction (id, article_id, engine, version, digest, created_at) VALUES (3, 3, 'rules', '1', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '2026-11-23T23:21:08.052840+00:00');
INSERT INTO extraction (id, article_id, engine, version, digest, created_at) VALUES (4, 1, 'rules', '2', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '2026-11-23T23:21:08.106983+00:00');
INSERT INTO extraction (id, article_id, engine, version, digest, created_at) VALUES (5, 4, 'rules', '2', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '2026-11-23T23:21:08.109084+00:00');
INSERT INTO extraction (id, article_id, engine, version, digest, created_at) VALUES (6, 5, 'rules', '2', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '2026-11-23T23:21:08.178985+00:00');
INSERT INTO speaker_alias (speaker_id, alias, folded) VALUES (1, 'T. Okafor', 't okafor');
INSERT INTO speaker_alias (speaker_id, alias, folded) VALUES (1, 'Thomas Okafor', 'thomas okafor');
INSERT INTO speaker_alias (speaker_id, alias, folded) VALUES (2, 'the Mayor of O''Brien-on-Sea', 'the mayor of o brien on sea');
INSERT INTO speaker_alias (speaker_id, alias, folded) VALUES (5, 'the Trust', 'the trust');
INSERT INTO speaker_alias (speaker_id, alias, folded) VALUES (6, 'the Board', 'the board');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (1, 1, 0, 2, 'Zoë Brännström', 'person', 'title', 'direct', 0.9, '["cue: said", "order: content, source, cue"]', 'same name', 'Mayor Zoë Brännström', 'mayor zoe brannstrom');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (2, 1, 1, 1, 'Tom Okafor', 'person', 'name', 'indirect', 0.8, '["cue: said"]', 'same name', 'Her deputy, Tom Okafor', 'her deputy tom okafor');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (3, 1, 2, 1, 'Tom Okafor', 'person', 'pronoun', 'indirect', 0.30000000000000004, '["cue: denied", "he: Tom Okafor \"\u2019\""]', 'same name', NULL, NULL);
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (4, 2, 0, 5, 'Quayside Trust', 'organisation', 'name', 'mixed', 0.95, '[]', 'same name', 'The Quayside Trust', 'the quayside trust');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (5, 2, 1, 1, 'Tom A. Okafor', 'person', 'name', 'direct', 0.9, '[]', 'same first and last name', 'Tom A. Okafor', 'tom a okafor');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (6, 2, 2, 1, 'Okafor', 'person', 'surname', 'indirect', 0.85, '[]', 'correction 1', 'Okafor', 'okafor');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (7, 2, 3, 3, 'spokeswoman', 'unnamed', 'noun', 'indirect', 0.8, '[]', 'same article', 'A spokeswoman', 'a spokeswoman');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (8, 4, 0, 2, 'Zoë Brännström', 'person', 'title', 'direct', 0.97, '["cue: said", "order: content, source, cue"]', 'same name', 'Mayor Zoë Brännström', 'mayor zoe brannstrom');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (9, 4, 1, 1, 'Tom Okafor', 'person', 'name', 'indirect', 0.8, '["cue: said"]', 'same name', 'Her deputy, Tom Okafor', 'her deputy tom okafor');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (10, 4, 2, 1, 'Tom Okafor', 'person', 'pronoun', 'indirect', 0.30000000000000004, '["cue: denied", "he: Tom Okafor \"\u2019\""]', 'same name', NULL, NULL);
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (11, 4, 3, 2, 'Zoë Brännström', 'person', 'name', 'direct', 0.88, '[]', 'same name', 'Zoë Brännström', 'zoe brannstrom');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (12, 5, 0, 5, 'Quayside Trust', 'organisation', 'name', 'mixed', 0.95, '[]', 'same name', 'The Quayside Trust', 'the quayside trust');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (13, 5, 1, 9, 'Tom A. Okafor', 'person', 'name', 'direct', 0.9, '[]', 'correction 5', 'Tom A. Okafor', 'tom a okafor');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (14, 5, 2, 8, 'Okafor', 'person', 'surname', 'indirect', 0.85, '[]', 'same article', 'Okafor', 'okafor');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (15, 5, 3, 7, 'spokeswoman', 'unnamed', 'noun', 'indirect', 0.8, '[]', 'same article', 'A spokeswoman', 'a spokeswoman');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (16, 6, 0, 13, 'Zoe Brannstrom; Tom Okafor', 'person', 'name', 'indirect', 0.9, '[]', 'same name', 'Zoe Brannstrom … Tom Okafor', 'zoe brannstrom tom okafor');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (17, 6, 1, 11, 'Okafor', 'person', 'surname', 'direct', 0.9, '[]', 'same article', 'Okafor', 'okafor');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (18, 6, 2, 12, 'Harbour Report 2023', 'document', 'document', 'mixed', 0.9, '[]', 'same name', 'The Harbour Report 2023', 'the harbour report 2023');
INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule, quote_type, confidence, why, joined_by, alias, alias_folded) VALUES (19, 6, 3, 10, 'some fishermen', 'group', 'group', 'direct', 0.9, '[]', 'same article', 'some fishermen', 'some fishermen');
INSERT INTO attribution_role (attribution_id, position, start_offset, end_offset, exact) VALUES (1, 0, 52, 57, 'Mayor');
INSERT INTO attribution_role (attribution_id, position, start_offset, end_offset, exact) VALUES (2, 0, 109, 115, 'deputy');
INSERT INTO attribution_role (attribution_id, position, start_offset, end_offset, exact) VALUES (2, 1, 105, 115, 'Her deputy');
INSERT INTO attribution_role (attribution_id, position, start_offset, end_offset, exact) VALUES (5, 0, 102, 115, 'a father of 𝟛');
INSERT INTO attribution_role (attribution_id, position, start_offset, end_offset, exact) VALUES (8, 0, 52, 57, 'Mayor');
INSERT INTO attribution_role (attribution_id, position, start_offset, end_offset, exact) VALUES (9, 0, 109, 115, 'deputy');
INSERT INTO attribution_role (attribution_id, position, start_offset, end_offset, exact) VALUES (9, 1, 105, 115, 'Her deputy');
INSERT INTO attribution_role (attribution_id, position, start_offset, end_offset, exact) VALUES (13, 0, 102, 115, 'a father of 𝟛');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (1, 'content', 0, 23, 51, '“We will close the harbour,”');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (1, 'content', 1, 92, 103, '“and soon.”');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (1, 'cue', 0, 76, 80, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (1, 'source', 0, 52, 75, 'Mayor Zoë Brännström');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (2, 'content', 0, 134, 171, 'the work could cost 𝟙𝟚 million crowns');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (2, 'cue', 0, 129, 133, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (2, 'source', 0, 105, 128, 'Her deputy, Tom Okafor,');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (3, 'content', 0, 188, 201, 'jobs would go');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (3, 'cue', 0, 176, 187, 'denied that');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (3, 'source', 0, 173, 175, 'he');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (4, 'content', 0, 40, 65, '“all the boats” may leave');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (4, 'cue', 0, 19, 23, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (4, 'source', 0, 0, 18, 'The Quayside Trust');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (5, 'content', 0, 68, 81, '‘It is over,’');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (5, 'cue', 0, 82, 86, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (5, 'source', 0, 87, 100, 'Tom A. Okafor');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (6, 'content', 0, 129, 152, 'nobody knew of the plan');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (6, 'cue', 0, 124, 128, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (6, 'source', 0, 117, 123, 'Okafor');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (7, 'content', 0, 173, 213, 'there was no evidence that fish had died');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (7, 'cue', 0, 168, 172, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (7, 'source', 0, 154, 167, 'A spokeswoman');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (8, 'content', 0, 23, 51, '“We will close the harbour,”');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (8, 'content', 1, 92, 103, '“and soon.”');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (8, 'cue', 0, 76, 90, 'said on Monday');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (8, 'source', 0, 52, 75, 'Mayor Zoë Brännström');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (9, 'content', 0, 134, 171, 'the work could cost 𝟙𝟚 million crowns');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (9, 'cue', 0, 129, 133, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (9, 'source', 0, 105, 128, 'Her deputy, Tom Okafor,');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (10, 'content', 0, 188, 201, 'jobs would go');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (10, 'cue', 0, 176, 187, 'denied that');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (10, 'source', 0, 173, 175, 'he');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (11, 'content', 0, 204, 222, '"Probably by May,"');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (11, 'cue', 0, 241, 246, 'added');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (11, 'source', 0, 223, 240, 'Zoë Brännström');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (12, 'content', 0, 40, 65, '“all the boats” may leave');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (12, 'cue', 0, 19, 23, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (12, 'source', 0, 0, 18, 'The Quayside Trust');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (13, 'content', 0, 68, 81, '‘It is over,’');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (13, 'cue', 0, 82, 86, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (13, 'source', 0, 87, 100, 'Tom A. Okafor');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (14, 'content', 0, 154, 177, 'nobody knew of the plan');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (14, 'cue', 0, 149, 153, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (14, 'source', 0, 142, 148, 'Okafor');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (15, 'content', 0, 198, 238, 'there was no evidence that fish had died');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (15, 'cue', 0, 193, 197, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (15, 'source', 0, 179, 192, 'A spokeswoman');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (16, 'content', 0, 53, 69, 'the quay is safe');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (16, 'cue', 0, 48, 52, 'said');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (16, 'source', 0, 18, 32, 'Zoe Brannstrom');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (16, 'source', 1, 37, 47, 'Tom Okafor');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (17, 'content', 0, 88, 99, '"more time"');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (17, 'cue', 0, 78, 87, 'asked for');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (17, 'source', 0, 71, 77, 'Okafor');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (18, 'content', 0, 131, 149, '‘nothing’ about it');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (18, 'cue', 0, 126, 130, 'says');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (18, 'source', 0, 102, 125, 'The Harbour Report 2023');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (19, 'content', 0, 170, 182, '“it’s a lie”');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (19, 'cue', 0, 166, 169, 'say');
INSERT INTO attribution_span (attribution_id, role, position, start_offset, end_offset, exact) VALUES (19, 'source', 0, 151, 165, 'some fishermen');
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (1, '86666bf41d7aa89e', 1, 0, NULL, 1, 19, 'HARBOUR TO CLOSE 🚢', 'harbour to close', 'unsourced', 0, 0, 0, NULL, 0.3333333333333333, '﻿', char(13, 10, 13, 10) || '“We will close the harbour,”', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (2, '8889df1b8b72f8a6', 1, 1, 1, 23, 103, '“We will close the harbour,” … “and soon.”', 'we will close the harbour and soon', 'quoted', 1, 1, 0, NULL, 0.9, '﻿HARBOUR TO CLOSE 🚢' || char(13, 10, 13, 10), char(13, 10) || 'Her deputy, Tom Okafor, said t', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (3, '6f53470fb45edcaa', 1, 2, 2, 134, 171, 'the work could cost 𝟙𝟚 million crowns', 'the work could cost 12 million crowns', 'sourced', 0, 1, 1, 'speaker', 0.8, '”' || char(13, 10) || 'Her deputy, Tom Okafor, said ', '; he denied that jobs would go.' || char(13), 'possible', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (4, 'ea785765ac63e5a8', 1, 3, 3, 188, 201, 'jobs would go', 'jobs would go', 'sourced', 0, 1, 0, NULL, 0.7, ' million crowns; he denied that ', '.' || char(13, 10) || '"Probably by May," Zoë Brän', 'certain', 1);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (5, '4fa999ec5c33f571', 1, 4, NULL, 204, 222, '"Probably by May,"', 'probably by may', 'speculative', 0, 0, 1, 'writer', 1.0, ' he denied that jobs would go.' || char(13, 10), ' Zoë Brännström added. It mig', 'probable', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (6, '03039d567c70c8eb', 1, 5, NULL, 248, 280, 'It might rain in O''Brien-on-Sea.', 'it might rain in o brien on sea', 'speculative', 0, 0, 1, 'writer', 1.0, ' May," Zoë Brännström added. ', char(13, 10), 'possible', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (7, 'b982761b49a64fdd', 2, 0, 4, 40, 65, '“all the boats” may leave', 'all the boats may leave', 'quoted', 1, 1, 1, 'speaker', 0.95, 'side Trust said on Tuesday that ', '.' || char(10, 10) || '‘It is over,’ said Tom A. Oka', 'possible', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (8, '2b02e398982fc55b', 2, 1, 5, 68, 81, '‘It is over,’', 'it is over', 'quoted', 1, 1, 0, NULL, 0.9, 'hat “all the boats” may leave.' || char(10, 10), ' said Tom A. Okafor, a father of', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (9, '470bf007f5a2739b', 2, 2, 6, 129, 152, 'nobody knew of the plan', 'nobody knew of the plan', 'sourced', 0, 1, 0, NULL, 0.85, 'for, a father of 𝟛.' || char(10) || 'Okafor said ', '. A spokeswoman said there was n', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (10, '2ee7ee0f426351f5', 2, 3, 7, 200, 213, 'fish had died', 'fish had died', 'sourced', 0, 1, 1, 'speaker', 0.8, 'said there was no evidence that ', '.' || char(10), 'probable', 1);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (11, '86666bf41d7aa89e', 4, 0, NULL, 1, 19, 'HARBOUR TO CLOSE 🚢', 'harbour to close', 'unsourced', 0, 0, 0, NULL, 0.3333333333333333, '﻿', char(13, 10, 13, 10) || '“We will close the harbour,”', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (12, '8889df1b8b72f8a6', 4, 1, 8, 23, 103, '“We will close the harbour,” … “and soon.”', 'we will close the harbour and soon', 'quoted', 1, 1, 0, NULL, 0.9, '﻿HARBOUR TO CLOSE 🚢' || char(13, 10, 13, 10), char(13, 10) || 'Her deputy, Tom Okafor, said t', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (13, '6f53470fb45edcaa', 4, 2, 9, 134, 171, 'the work could cost 𝟙𝟚 million crowns', 'the work could cost 12 million crowns', 'sourced', 0, 1, 1, 'speaker', 0.8, '”' || char(13, 10) || 'Her deputy, Tom Okafor, said ', '; he denied that jobs would go.' || char(13), 'possible', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (14, 'ea785765ac63e5a8', 4, 3, 10, 188, 201, 'jobs would go', 'jobs would go', 'sourced', 0, 1, 0, NULL, 0.7, ' million crowns; he denied that ', '.' || char(13, 10) || '"Probably by May," Zoë Brän', 'certain', 1);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (15, '4fa999ec5c33f571', 4, 4, 11, 204, 222, '"Probably by May,"', 'probably by may', 'quoted', 1, 1, 1, 'writer; speaker', 0.88, ' he denied that jobs would go.' || char(13, 10), ' Zoë Brännström added. It mig', 'possible', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (16, '03039d567c70c8eb', 4, 5, NULL, 248, 280, 'It might rain in O''Brien-on-Sea.', 'it might rain in o brien on sea', 'speculative', 0, 0, 1, 'writer', 1.0, ' May," Zoë Brännström added. ', char(13, 10), 'possible', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (17, 'a25fa606a97a49d5', 5, 0, 12, 40, 65, '“all the boats” may leave', 'all the boats may leave', 'quoted', 1, 1, 1, 'speaker', 0.95, 'side Trust said on Tuesday that ', '.' || char(10, 10) || '‘It is over,’ said Tom A. Oka', 'possible', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (18, 'd1025453712ddf6d', 5, 1, 13, 68, 81, '‘It is over,’', 'it is over', 'quoted', 1, 1, 0, NULL, 0.9, 'hat “all the boats” may leave.' || char(10, 10), ' said Tom A. Okafor, a father of', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (19, 'd418167779b7c01a', 5, 2, NULL, 117, 141, '👨‍👩‍👧 His family agreed.', 'his family agreed', 'unsourced', 0, 0, 0, NULL, 1.0, 'd Tom A. Okafor, a father of 𝟛. ', char(10) || 'Okafor said nobody knew of the ', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (20, '601e0507b68bb0a7', 5, 3, 14, 154, 177, 'nobody knew of the plan', 'nobody knew of the plan', 'sourced', 0, 1, 0, NULL, 0.85, ' His family agreed.' || char(10) || 'Okafor said ', '. A spokeswoman said there was n', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (21, 'b22257f4aba2f113', 5, 4, 15, 225, 238, 'fish had died', 'fish had died', 'sourced', 0, 1, 1, 'speaker', 0.8, 'said there was no evidence that ', '.' || char(10), 'probable', 1);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (22, 'd5bd61de64b8abc1', 6, 0, NULL, 0, 16, 'Minutes	of 3 May', 'minutes of 3 may', 'unsourced', 0, 0, 0, NULL, 1.0, '', char(13, 10) || 'Zoe Brannstrom and Tom Okafor ', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (23, 'eba3468e1e4e021d', 6, 1, 16, 53, 69, 'the quay is safe', 'the quay is safe', 'sourced', 0, 1, 0, NULL, 1.0, ' Brannstrom and Tom Okafor said ', '. Okafor asked for "more time".' || char(13), 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (24, '00a9382ad405f4bc', 6, 2, 17, 88, 99, '"more time"', 'more time', 'quoted', 1, 1, 0, NULL, 1.0, ' quay is safe. Okafor asked for ', '.' || char(13, 10) || 'The Harbour Report 2023 says ', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (25, '2d51aedcfa6a55ee', 6, 3, 18, 131, 149, '‘nothing’ about it', 'nothing about it', 'quoted', 1, 1, 0, NULL, 1.0, '.' || char(13, 10) || 'The Harbour Report 2023 says ', '; some fishermen say “it’s a lie', 'certain', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (26, 'bb8bfd8d5c253510', 6, 4, 19, 170, 182, '“it’s a lie”', 'it s a lie', 'quoted', 1, 1, 1, 'writer; speaker', 1.0, 'g’ about it; some fishermen say ', ', if it is true.' || char(13, 10) || '= 1 + 1 \ 2' || char(13, 10), 'possible', 0);
INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset, exact, folded, status, quoted, sourced, speculative, hedged_by, confidence, prefix, suffix, certainty, denied) VALUES (27, 'd86d12c4839d3d59', 6, 5, NULL, 200, 211, '= 1 + 1 \ 2', '1 1 2', 'unsourced', 0, 0, 0, NULL, 1.0, 'y “it’s a lie”, if it is true.' || char(13, 10), char(13, 10), 'certain', 0);
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (1, 'claim', 0, 1, 19, 'HARBOUR TO CLOSE 🚢');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (2, 'claim', 0, 23, 51, '“We will close the harbour,”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (2, 'claim', 1, 92, 103, '“and soon.”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (2, 'quotation', 0, 23, 51, '“We will close the harbour,”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (2, 'quotation', 1, 92, 103, '“and soon.”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (3, 'claim', 0, 134, 171, 'the work could cost 𝟙𝟚 million crowns');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (4, 'claim', 0, 188, 201, 'jobs would go');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (5, 'claim', 0, 204, 222, '"Probably by May,"');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (6, 'claim', 0, 248, 280, 'It might rain in O''Brien-on-Sea.');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (7, 'claim', 0, 40, 65, '“all the boats” may leave');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (7, 'quotation', 0, 40, 55, '“all the boats”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (8, 'claim', 0, 68, 81, '‘It is over,’');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (8, 'quotation', 0, 68, 81, '‘It is over,’');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (9, 'claim', 0, 129, 152, 'nobody knew of the plan');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (10, 'claim', 0, 200, 213, 'fish had died');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (11, 'claim', 0, 1, 19, 'HARBOUR TO CLOSE 🚢');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (12, 'claim', 0, 23, 51, '“We will close the harbour,”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (12, 'claim', 1, 92, 103, '“and soon.”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (12, 'quotation', 0, 23, 51, '“We will close the harbour,”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (12, 'quotation', 1, 92, 103, '“and soon.”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (13, 'claim', 0, 134, 171, 'the work could cost 𝟙𝟚 million crowns');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (14, 'claim', 0, 188, 201, 'jobs would go');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (15, 'claim', 0, 204, 222, '"Probably by May,"');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (15, 'quotation', 0, 204, 222, '"Probably by May,"');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (16, 'claim', 0, 248, 280, 'It might rain in O''Brien-on-Sea.');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (17, 'claim', 0, 40, 65, '“all the boats” may leave');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (17, 'quotation', 0, 40, 55, '“all the boats”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (18, 'claim', 0, 68, 81, '‘It is over,’');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (18, 'quotation', 0, 68, 81, '‘It is over,’');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (19, 'claim', 0, 117, 141, '👨‍👩‍👧 His family agreed.');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (20, 'claim', 0, 154, 177, 'nobody knew of the plan');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (21, 'claim', 0, 225, 238, 'fish had died');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (22, 'claim', 0, 0, 16, 'Minutes	of 3 May');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (23, 'claim', 0, 53, 69, 'the quay is safe');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (24, 'claim', 0, 88, 99, '"more time"');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (24, 'quotation', 0, 88, 99, '"more time"');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (25, 'claim', 0, 131, 149, '‘nothing’ about it');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (25, 'quotation', 0, 131, 140, '‘nothing’');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (26, 'claim', 0, 170, 182, '“it’s a lie”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (26, 'quotation', 0, 170, 182, '“it’s a lie”');
INSERT INTO claim_span (claim_id, role, position, start_offset, end_offset, exact) VALUES (27, 'claim', 0, 200, 211, '= 1 + 1 \ 2');
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (3, 0, 'epistemic', 'speaker', 143, 148, 'could', 134, 171, 'the work could cost 𝟙𝟚 million crowns', 'possible', 0.75);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (5, 0, 'epistemic', 'writer', 205, 213, 'Probably', 204, 222, '"Probably by May,"', 'probable', 0.6);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (6, 0, 'epistemic', 'writer', 251, 256, 'might', 248, 280, 'It might rain in O''Brien-on-Sea.', 'possible', 1.0);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (7, 0, 'epistemic', 'speaker', 56, 59, 'may', 40, 65, '“all the boats” may leave', 'possible', 1.0);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (10, 0, 'investigation', 'speaker', 183, 194, 'no evidence', 200, 213, 'fish had died', 'probable', 0.5);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (13, 0, 'epistemic', 'speaker', 143, 148, 'could', 134, 171, 'the work could cost 𝟙𝟚 million crowns', 'possible', 0.75);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (15, 0, 'epistemic', 'speaker', 205, 213, 'Probably', 204, 222, '"Probably by May,"', 'probable', 0.6);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (15, 1, 'epistemic', 'writer', 251, 256, 'might', 248, 280, 'It might rain in O''Brien-on-Sea.', 'possible', 1.0);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (16, 0, 'epistemic', 'writer', 251, 256, 'might', 248, 280, 'It might rain in O''Brien-on-Sea.', 'possible', 1.0);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (17, 0, 'epistemic', 'speaker', 56, 59, 'may', 40, 65, '“all the boats” may leave', 'possible', 1.0);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (21, 0, 'investigation', 'speaker', 208, 219, 'no evidence', 225, 238, 'fish had died', 'probable', 0.5);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (26, 0, 'condition', 'writer', 184, 197, 'if it is true', 170, 182, '“it’s a lie”', 'possible', 1.0);
INSERT INTO hedge (claim_id, position, kind, holder, start_offset, end_offset, exact, scope_start_offset, scope_end_offset, scope_exact, certainty, confidence) VALUES (26, 1, 'doxastic', 'speaker', 151, 155, 'some', 170, 182, '“it’s a lie”', 'possible', 1.0);
INSERT INTO factdb_version (version_num) VALUES ('0003');
CREATE VIRTUAL TABLE claim_search USING fts5 (folded, content='claim', content_rowid='id', tokenize='ascii', detail=none, columnsize=0);
INSERT INTO claim_search (claim_search) VALUES ('rebuild');
CREATE TRIGGER claim_search_insert AFTER INSERT ON claim BEGIN INSERT INTO claim_search (rowid, folded) VALUES (new.id, new.folded); END;
CREATE TRIGGER claim_search_delete AFTER DELETE ON claim BEGIN INSERT INTO claim_search (claim_search, rowid, folded) VALUES ('delete', old.id, old.folded); END;
CREATE TRIGGER claim_search_update AFTER UPDATE OF id, folded ON claim BEGIN INSERT INTO claim_search (claim_search, rowid, folded) VALUES ('delete', old.id, old.folded); INSERT INTO claim_search (rowid, folded) VALUES (new.id, new.folded); END;
CREATE VIEW attribution_report AS
        SELECT
            article.id AS article_id,
            nullif(article.title, '') AS title,
            nullif(article.source, '') AS source,
            nullif(article.publisher, '') AS publisher,
            article.published AS published,
            article.sha256 AS sha256,
            claim.uid AS claim_id,
            claim.exact AS claim,
            claim.start_offset AS start,
            claim.end_offset AS "end",
            (SELECT group_concat(item, ';') FROM (SELECT start_offset || '-' || end_offset AS item, position FROM claim_span WHERE claim_id = claim.id AND role = 'claim' ORDER BY position) AS items) AS spans,
            claim.status AS status,
            claim.quoted AS quoted,
            claim.sourced AS sourced,
            claim.speculative AS speculative,
            attribution.quote_type AS quote_type,
            nullif(speaker.name, '') AS speaker,
            speaker.kind AS speaker_kind,
            (SELECT group_concat(item, ' … ') FROM (SELECT exact AS item, position FROM attribution_span WHERE attribution_id = claim.attribution_id AND role = 'source' ORDER BY position) AS items) AS source_text,
            (SELECT group_concat(item, ';') FROM (SELECT start_offset || '-' || end_offset AS item, position FROM attribution_span WHERE attribution_id = claim.attribution_id AND role = 'source' ORDER BY position) AS items) AS source_spans,
            (SELECT exact FROM attribution_span WHERE attribution_id = claim.attribution_id AND role = 'cue') AS cue,
            (SELECT start_offset || '-' || end_offset FROM attribution_span WHERE attribution_id = claim.attribution_id AND role = 'cue') AS cue_span,
            (SELECT group_concat(item, '; ') FROM (SELECT exact AS item, position FROM hedge WHERE claim_id = claim.id ORDER BY position) AS items) AS hedges,
            (SELECT group_concat(item, ';') FROM (SELECT start_offset || '-' || end_offset AS item, position FROM hedge WHERE claim_id = claim.id ORDER BY position) AS items) AS hedge_spans,
            claim.hedged_by AS hedged_by,
            claim.confidence AS confidence,
            claim.prefix AS prefix,
            claim.suffix AS suffix,
            extraction.engine AS engine,
            extraction.version AS engine_version,
            claim.certainty AS certainty,
            claim.denied AS denied,
            (SELECT group_concat(item, '; ') FROM (SELECT kind AS item, position FROM hedge WHERE claim_id = claim.id ORDER BY position) AS items) AS hedge_kinds,
            article.name AS article_name,
            extraction.id AS extraction_id,
            claim.position AS position,
            claim.id AS claim_row,
            attribution.speaker_id AS speaker_id
        FROM article
        JOIN extraction
            ON extraction.id = (SELECT max(newest.id) FROM extraction AS newest WHERE newest.article_id = article.id)
        JOIN claim ON claim.extraction_id = extraction.id
        LEFT JOIN attribution ON attribution.id = claim.attribution_id
        LEFT JOIN speaker ON speaker.id = attribution.speaker_id;
COMMIT;
