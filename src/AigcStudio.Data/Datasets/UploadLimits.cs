using System.ComponentModel.DataAnnotations;

namespace AigcStudio.Data.Datasets;

/// <summary>Configuration section <c>Uploads</c>: how much one person may send.</summary>
public sealed class UploadLimits
{
    /// <summary>Bytes of one file; 4 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; set; } = 4L << 30;

    /// <summary>Files of a dataset that wait to be taken in.</summary>
    [Range(1, 1_000_000)]
    public int MaxFiles { get; set; } = 20_000;

    /// <summary>Bytes that stay free on the disk, so that the studio itself can go on; 512 MiB.</summary>
    [Range(0, long.MaxValue)]
    public long ReserveBytes { get; set; } = 512L << 20;
}
