using System.Security.Cryptography;
using AigcStudio.Core;

namespace AigcStudio.Web.Campaigns;

/// <summary>Takes bytes from outside into a file, and stops where there are too many.</summary>
internal static class BoundedFile
{
    /// <returns>SHA-256 of the file, hex.</returns>
    /// <param name="tooLarge">Thrown above <paramref name="most"/> bytes.</param>
    public static async Task<string> WriteAsync(Stream source, string path, long most, Func<StudioException> tooLarge, CancellationToken cancel)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = File.Create(path);
        var buffer = new byte[1 << 16];
        long all = 0;
        for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0;)
        {
            all += read;
            if (all > most)
            {
                throw tooLarge();
            }

            sum.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return ContentHash.FromDigest(sum.GetHashAndReset()).Hex;
    }
}
