using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Accounts;

/// <summary>The key of the audit chain: a file of its own, made at the first start, so that the database alone cannot forge it.</summary>
public sealed class AuditKey
{
    private readonly byte[] _key;

    public AuditKey(StudioFolders folders)
    {
        var path = Path.Combine(folders.Keys, "audit.key");
        if (!File.Exists(path))
        {
            var temporary = path + ".new";
            File.WriteAllBytes(temporary, RandomNumberGenerator.GetBytes(32));
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            AtomicFile.Commit(temporary, path);
        }

        _key = File.ReadAllBytes(path);
    }

    /// <summary>Hex; fields are length-prefixed, so that no two entries read alike.</summary>
    public string MacOf(string previous, AuditEntry entry) =>
        Mac(previous, Invariant(entry.At.UtcTicks), entry.PersonId?.ToString("N") ?? "", entry.Act, entry.Subject, entry.Details);

    public string MacOfHead(long count, string lastMac) => Mac("head", Invariant(count), lastMac);

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Mac(params string[] fields)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
