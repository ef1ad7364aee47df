using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AigcStudio.Data.Accounts;

/// <summary>
/// Random secrets that are shown once. 256 random bits need no slow hash: nobody guesses them, and a plain SHA-256 can be
/// looked up by an index.
/// </summary>
internal static class OneTimeSecret
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, hex: what is stored.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
