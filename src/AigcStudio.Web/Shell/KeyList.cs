namespace AigcStudio.Web.Shell;

/// <summary>
/// The keys that work just now, for the list behind <c>?</c>. A page adds its own in <c>OnInitialized</c> and disposes what
/// it got when it goes. A person may choose other keys for what is one key alone.
/// </summary>
public sealed class KeyList
{
    private static readonly KeyHint[] Everywhere =
    [
        new("?", "keys.list"), new("g h", "keys.home"), new("g r", "keys.runs"), new("g g", "keys.gallery"), new("Esc", "keys.close"),
    ];

    private readonly List<KeyHint> _own = [];
    private IReadOnlyDictionary<string, string> _chosen = new Dictionary<string, string>();

    /// <summary>Other keys work now than before.</summary>
    public event Action? Changed;

    public IReadOnlyList<KeyHint> All => [.. Everywhere, .. _own];

    /// <summary>What the person chose, by the code of what it does: browser names of keys.</summary>
    public IReadOnlyDictionary<string, string> Chosen
    {
        get => _chosen;
        set
        {
            _chosen = value;
            Changed?.Invoke();
        }
    }

    /// <summary>
    /// Which key stands for which on this page: pressed, meant. A key that was chosen on another page and does something else on this one
    /// keeps its meaning here.
    /// </summary>
    public IReadOnlyList<string[]> Swaps =>
    [
        .. _own.Where(h => h.Single is not null && Chosen.TryGetValue(h.Code, out var key) && Taken(key, h) is null)
            .Select(h => new[] { Chosen[h.Code], h.Single! }),
    ];

    public IDisposable Add(params KeyHint[] hints)
    {
        _own.AddRange(hints);
        Changed?.Invoke();
        return new Removal(() =>
        {
            _own.RemoveAll(hints.Contains);
            Changed?.Invoke();
        });
    }

    /// <summary>As printed: the person's own where they chose one.</summary>
    public string Shown(KeyHint hint) =>
        Chosen.TryGetValue(hint.Code, out var key) && hint.Single is not null && Taken(key, hint) is null ? KeyHint.Printed(key) : hint.Keys;

    /// <summary>What a key does here already, other than the hint that asks for it; null where it is free.</summary>
    public KeyHint? Taken(string key, KeyHint by) =>
        _own.Find(h => h.Code != by.Code && (Chosen.TryGetValue(h.Code, out var own) ? own : h.Single) == key)
        ?? _own.Find(h => h.Code != by.Code && h.Single is null && h.Keys.Split(' ').Any(k => Means(k, key)));

    // "1–5" takes five keys, "← →" two; "Ctrl A" takes none without Ctrl.
    private static bool Means(string printed, string key) =>
        printed is [var from, '–', var to] && key is [var one] ? one >= from && one <= to : new KeyHint(printed, "").Single == key;

    private sealed class Removal(Action act) : IDisposable
    {
        public void Dispose() => act();
    }
}
