using System.Security.Cryptography;

namespace AigcStudio.Data.Storage.Backups;

/// <summary>Copies a blob and believes only its hash.</summary>
internal static class BlobCopy
{
    /// <returns>False where the source is not what its name says; nothing is kept then.</returns>
    /// <exception cref="FileNotFoundException">There is no source.</exception>
    public static async Task<bool> MakeAsync(string source, string target, string hash, CancellationToken cancel)
    {
        var temporary = target + ".new";
        try
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true))
            await using (var to = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                var buffer = new byte[1 << 16];
                for (int read; (read = await from.ReadAsync(buffer, cancel)) > 0;)
                {
                    digest.AppendData(buffer, 0, read);
                    await to.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
            }

            if (Convert.ToHexStringLower(digest.GetHashAndReset()) != hash)
            {
                return false;
            }

            File.Move(temporary, target, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
