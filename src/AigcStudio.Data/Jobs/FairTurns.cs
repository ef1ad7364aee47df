namespace AigcStudio.Data.Jobs;

/// <summary>A job in the queue, as far as its turn is concerned.</summary>
public sealed record WaitingJob(Guid Id, Guid OwnerId, int Rank, DateTimeOffset CreatedAt);

/// <summary>
/// Who goes next: the lower rank; then the person who was served longest ago; then their oldest job. One person's
/// hundred jobs never keep another's first one waiting for more than one turn.
/// </summary>
public static class FairTurns
{
    /// <param name="lastServed">When each person's latest job started; people who never had one go first.</param>
    public static IReadOnlyList<WaitingJob> Order(IEnumerable<WaitingJob> waiting, IReadOnlyDictionary<Guid, DateTimeOffset> lastServed)
    {
        // A turn counts on: whoever is placed goes behind everyone who was not.
        var turns = lastServed.OrderBy(p => p.Value).Select((p, i) => (p.Key, Turn: (long)i + 1)).ToDictionary(p => p.Key, p => p.Turn);
        var next = turns.Count + 1L;
        var order = new List<WaitingJob>();
        foreach (var rank in waiting.GroupBy(j => j.Rank).OrderBy(g => g.Key))
        {
            var lines = rank
                .GroupBy(j => j.OwnerId)
                .ToDictionary(g => g.Key, g => new Queue<WaitingJob>(g.OrderBy(j => j.CreatedAt).ThenBy(j => j.Id)));
            while (lines.Count > 0)
            {
                var owner = lines.MinBy(l => (turns.GetValueOrDefault(l.Key), l.Value.Peek().CreatedAt, l.Key)).Key;
                order.Add(lines[owner].Dequeue());
                turns[owner] = next++;
                if (lines[owner].Count == 0)
                {
                    lines.Remove(owner);
                }
            }
        }

        return order;
    }
}
