namespace AigcStudio.Data.Storage;

/// <summary>What one file may have of its owner's share.</summary>
/// <param name="Used">Bytes of all else.</param>
/// <param name="Most">Bytes of the share.</param>
public sealed record QuotaRoom(long Used, long Most)
{
    private const double Mega = 1e6;

    /// <param name="coming">Bytes of the file, as announced or as they came so far.</param>
    /// <exception cref="StorageException"><c>quota.bytes.tooLarge(used, coming, most)</c>, in megabytes.</exception>
    public void Refuse(long coming)
    {
        if (Used + coming > Most)
        {
            throw new StorageException("quota.bytes.tooLarge", Math.Round(Used / Mega, 1), Math.Round(coming / Mega, 1), Math.Round(Most / Mega, 1));
        }
    }
}
