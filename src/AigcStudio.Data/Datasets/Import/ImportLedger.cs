using AigcStudio.Core;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>What an import has come across so far; several workers write into it.</summary>
internal sealed class ImportLedger
{
    /// <summary>A report that is read by a person lists no more.</summary>
    private const int MaxListed = 200;

    private readonly Lock _lock = new();
    private readonly List<RefusedFile> _refusals = [];
    private readonly List<Kept> _kept = [];
    private readonly SortedDictionary<string, int> _notes = new(StringComparer.Ordinal);

    public int Refused { get; private set; }

    public IReadOnlyList<RefusedFile> Refusals => _refusals;

    public IReadOnlyList<Kept> Kept => _kept;

    /// <summary>What was left out or changed in passing and is told as one sentence: how often, by the sentence's code.</summary>
    public IReadOnlyDictionary<string, int> Notes => _notes;

    /// <summary>Notes a file that cannot be used; the rest goes on.</summary>
    public void Refuse(string name, string code, params object[] arguments) => Refuse(name, Said.Of(code, arguments));

    public void Refuse(string name, Said reason)
    {
        lock (_lock)
        {
            Refused++;
            if (_refusals.Count < MaxListed)
            {
                _refusals.Add(new RefusedFile(name, reason));
            }
        }
    }

    /// <summary>Refuses those that were erased for good.</summary>
    public void RefuseErased(IReadOnlySet<string> erased)
    {
        if (erased.Count > 0)
        {
            List<Kept> gone = [.. _kept.Where(k => erased.Contains(k.Hash.Hex))];
            gone.ForEach(k => Refuse(k.Name, "import.erased"));
            _kept.RemoveAll(k => erased.Contains(k.Hash.Hex));
        }
    }

    public void Note(string code, int count = 1)
    {
        lock (_lock)
        {
            _notes[code] = _notes.GetValueOrDefault(code) + count;
        }
    }

    /// <summary>Says more of what was kept, once nobody else writes.</summary>
    public void Tell(Func<Kept, Kept> more)
    {
        lock (_lock)
        {
            for (var i = 0; i < _kept.Count; i++)
            {
                _kept[i] = more(_kept[i]);
            }
        }
    }

    public void Keep(IEnumerable<Kept> kept)
    {
        lock (_lock)
        {
            _kept.AddRange(kept);
        }
    }
}
