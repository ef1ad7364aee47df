using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;

namespace AigcStudio.Tests.Attacks;

/// <param name="Word">Stands in all that was written into it, and nowhere else; empty where nothing was.</param>
/// <param name="Of">What it was made of, or hangs on.</param>
internal sealed record Thing(string Kind, Guid Id, Guid OwnerId, Visibility Shown, string Word, Thing? Of)
{
    public bool IsSeenBy(Guid person) => OwnerId == person || Shown == Visibility.Shared;
}

/// <summary>The dice, and who may know of what.</summary>
internal sealed partial class PrivateWorld
{
    // Whoever may see one of these may see, in its passport, what it was made of; but those by themselves stay closed.
    private static readonly string[] WithPassport = ["run", "model", "artifact", "generation", "job", "evaluation"];

    /// <summary>What a person may not even know of: neither its word nor its id may reach them.</summary>
    public IReadOnlyList<Thing> UnknownTo(Guid person)
    {
        var known = new HashSet<Guid>();
        foreach (var seen in _things.Where(t => IsSeen(t, person)))
        {
            for (var t = seen; t is not null; t = WithPassport.Contains(t.Kind) || t.Kind is "checkpoint" or "version" ? t.Of : null)
            {
                known.Add(t.Id);
            }
        }

        // A run or a model that is seen says which job works for it, and a checkpoint is named by its run's passport.
        known.UnionWith(_things.Where(t => t.Kind is "checkpoint" or "version" or "evaluation" or "job" && t.Of is { } of && known.Contains(of.Id)).Select(t => t.Id));
        known.UnionWith(_things.Where(t => t.Kind == "generation" && _things.Any(a => a.Kind == "artifact" && a.Of!.Id == t.Id && IsSeen(a, person))).Select(t => t.Id));
        return [.. _things.Where(t => !known.Contains(t.Id))];
    }

    /// <summary>What a person may not open, though they may know of it.</summary>
    public IReadOnlyList<Thing> ClosedTo(Guid person) => [.. _things.Where(t => !IsSeen(t, person))];

    private static bool IsSeen(Thing thing, Guid person) => thing.IsSeenBy(person);

    private Guid Person() => people[_dice.Next(people.Count)];

    private Guid Id() => Guid.CreateVersion7(Noon.AddMilliseconds(++_made));

    private string Word(string kind) => $"{kind}{_dice.NextInt64():x16}";

    private DateTimeOffset? Trash() => _dice.Next(5) == 0 ? Noon : null;

    private Thing Owned<T>(string kind, Thing? of, Func<Guid, Guid, Visibility, string, T> row, Guid? owner = null, Visibility? always = null)
        where T : class
    {
        var thing = new Thing(kind, Id(), owner ?? Person(), always ?? (_dice.Next(3) == 0 ? Visibility.Shared : Visibility.Private), Word(kind), of);
        _things.Add(thing);
        _rows.Add(row(thing.Id, thing.OwnerId, thing.Shown, thing.Word));
        return thing;
    }

    // Something that is seen by whoever sees what it hangs on.
    private T Part<T>(string kind, Thing of, Func<Guid, string, T> row)
        where T : class
    {
        var thing = new Thing(kind, Id(), of.OwnerId, of.Shown, Word(kind), of);
        _things.Add(thing);
        return row(thing.Id, thing.Word);
    }

    private void BuildJob(JobKind kind, Thing of)
    {
        var thing = new Thing("job", Id(), of.OwnerId, Visibility.Private, "", of);
        _things.Add(thing);
        _rows.Add(new Job { Id = thing.Id, Kind = kind, State = JobState.Succeeded, SubjectId = of.Id, OwnerId = of.OwnerId, CreatedAt = Noon, EndedAt = Noon });
    }
}
