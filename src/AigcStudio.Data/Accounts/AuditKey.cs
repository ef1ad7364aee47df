using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Accounts;

/// <summary>
/// The keys of the audit chain: files of their own, so that the database alone cannot forge it. The first is made at the first start; each further
/// one has a number, which the MACs made with it begin with (<c>2:...</c>). The newest signs; the others go on verifying what they signed.
/// </summary>
public sealed class AuditKey
{
    /// <summary>Of the file that remembers how long the chain was: it belongs to a running studio and to no backup.</summary>
    public const string WitnessEnding = ".count";

    private const int First = 1;

    private readonly SortedDictionary<int, byte[]> _keys = [];
    private readonly string _folder;

    public AuditKey(StudioFolders folders)
    {
        _folder = folders.Keys;
        if (!File.Exists(PathOf(First)))
        {
            Make(First);
        }

        for (var number = First; File.Exists(PathOf(number)); number++)
        {
            _keys[number] = File.ReadAllBytes(PathOf(number));
        }
    }

    /// <summary>The number of the key that signs.</summary>
    public int Newest => _keys.Keys.Last();

    /// <summary>Where the length of the chain is remembered beside the database.</summary>
    internal string Witness => Path.Combine(_folder, "audit" + WitnessEnding);

    /// <summary>Makes a further key, which signs from now on. No other process may be writing the log.</summary>
    public void Rotate()
    {
        var number = Newest + 1;
        Make(number);
        _keys[number] = File.ReadAllBytes(PathOf(number));
    }

    /// <summary>Hex; fields are length-prefixed, so that no two entries read alike.</summary>
    public string MacOf(string previous, AuditEntry entry) => MacOf(Newest, previous, entry);

    public string MacOfHead(long count, string lastMac) => Signed(Newest, "head", Invariant(count), lastMac);

    /// <summary>Of the place where the beginning was cut off.</summary>
    public string MacOfAnchor(long count, string lastMac) => Signed(Newest, "anchor", Invariant(count), lastMac);

    /// <summary>Whether one of the keys signed this entry after that one; what an older key signs after a newer one is forged.</summary>
    public bool Signed(string previous, AuditEntry entry) =>
        NumberOf(entry.Mac) is var number && number >= NumberOf(previous) && _keys.ContainsKey(number) && Same(entry.Mac, MacOf(number, previous, entry));

    /// <summary>Whether the head or the anchor is what one of the keys signed.</summary>
    /// <param name="kind"><c>head</c> or <c>anchor</c>.</param>
    public bool Signed(string kind, long count, string lastMac, string mac) =>
        NumberOf(mac) is var number && number >= NumberOf(lastMac) && _keys.ContainsKey(number) && Same(mac, Signed(number, kind, Invariant(count), lastMac));

    private static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b));

    private static int NumberOf(string mac) =>
        mac.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
            ? int.TryParse(mac.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue
            : First;

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string MacOf(int number, string previous, AuditEntry entry) =>
        Signed(number, previous, Invariant(entry.At.UtcTicks), entry.PersonId?.ToString("N") ?? "", entry.Act, entry.Subject, entry.Details);

    private string Signed(int number, params string[] fields)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _keys[number]);
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        var hex = Convert.ToHexStringLower(hash.GetHashAndReset());
        return number == First ? hex : $"{Invariant(number)}:{hex}";
    }

    private string PathOf(int number) => Path.Combine(_folder, number == First ? "audit.key" : $"audit-{Invariant(number)}.key");

    private void Make(int number)
    {
        var temporary = PathOf(number) + ".new";
        File.WriteAllBytes(temporary, RandomNumberGenerator.GetBytes(32));
        File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Commit(temporary, PathOf(number));
    }
}
