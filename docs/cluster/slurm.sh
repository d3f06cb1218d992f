#!/usr/bin/env bash
# A class on a cluster with Slurm, a share for each task of an array:
#
#   sbatch --array=1-16 slurm.sh EXERCISE SUBMISSIONS OUT [more words for `grader batch`]
#
# SUBMISSIONS and OUT lie where all nodes see them. A task that is killed, or requeued, goes on where it was.
#SBATCH --job-name=grader
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=grader-%A-%a.log
set -euo pipefail

if [ "$#" -lt 3 ] || [ "${SLURM_ARRAY_TASK_MIN:-}" != 1 ]; then
    echo "usage: sbatch --array=1-16 slurm.sh EXERCISE SUBMISSIONS OUT" >&2
    exit 2
fi
exercise=$1 submissions=$2 out=$3
shift 3

# The crates of submissions are built once for a node, not for each submission.
grader prefetch "$exercise"

# What the teacher has put into OUT, batch.toml and what it names, holds for each share.
share=$out/shares/$SLURM_ARRAY_TASK_ID
mkdir -p "$share"
for file in "$out"/*.toml; do
    if [ -e "$file" ]; then cp "$file" "$share"; fi
done

status=0
grader batch "$exercise" "$submissions" --out "$share" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_MAX" "$@" || status=$?
# 3: there is a result of each, and something could not be told. The report says what.
if [ "$status" != 3 ]; then
    exit "$status"
fi
