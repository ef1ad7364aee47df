namespace AigcStudio.Web.Shell;

/// <summary>
/// The keys that work just now, for the list behind <c>?</c>. A page adds its own in <c>OnInitialized</c> and disposes what
/// it got when it goes.
/// </summary>
public sealed class KeyList
{
    private static readonly KeyHint[] Everywhere =
    [
        new("?", "keys.list"), new("g h", "keys.home"), new("g r", "keys.runs"), new("g g", "keys.gallery"), new("Esc", "keys.close"),
    ];

    private readonly List<KeyHint> _own = [];

    public IReadOnlyList<KeyHint> All => [.. Everywhere, .. _own];

    public IDisposable Add(params KeyHint[] hints)
    {
        _own.AddRange(hints);
        return new Removal(() => _own.RemoveAll(hints.Contains));
    }

    private sealed class Removal(Action act) : IDisposable
    {
        public void Dispose() => act();
    }
}

/// <param name="Keys">As printed on the keyboard, for example <c>Ctrl A</c>.</param>
/// <param name="Code">Of the sentence that says what they do.</param>
public sealed record KeyHint(string Keys, string Code);
