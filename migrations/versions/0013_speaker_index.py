"""An index that tells of each speaker what it is written as, and in which extractions, without a look at the rows."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_attribution_speaker", "attribution", ["speaker_id", "alias", "joined_by", "extraction_id"])
    op.drop_index("ix_attribution_speaker_id", "attribution")


def downgrade() -> None:
    op.create_index("ix_attribution_speaker_id", "attribution", ["speaker_id"])
    op.drop_index("ix_attribution_speaker", "attribution")
