using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>What an import may cost, whatever the files claim about themselves.</summary>
public sealed record ImportCaps
{
    public static ImportCaps Default { get; } = new();

    /// <summary>Of one version.</summary>
    public int MaxItems { get; init; } = 200_000;

    /// <summary>Of one archive.</summary>
    public int MaxEntries { get; init; } = 200_000;

    /// <summary>An archive's table of contents, which its reader keeps in memory.</summary>
    public long MaxContentsBytes { get; init; } = 64L << 20;

    /// <summary>What one archive may unpack to.</summary>
    public long MaxUnpackedBytes { get; init; } = 16L << 30;

    /// <summary>How much an archive may grow in all, once it has grown beyond <see cref="FreeUnpackedBytes"/>.</summary>
    public int MaxGrowth { get; init; } = 100;

    public long FreeUnpackedBytes { get; init; } = 1L << 30;

    /// <summary>What an archive of so many bytes may unpack to.</summary>
    /// <exception cref="OverflowException">It has more bytes than any file has.</exception>
    public long AllowanceOf(long archiveBytes) => Math.Min(MaxUnpackedBytes, Math.Max(FreeUnpackedBytes, checked(archiveBytes * MaxGrowth)));

    /// <summary>Pixels of an IDX file, all pictures together.</summary>
    public long MaxIdxBytes { get; init; } = 4L << 30;

    /// <summary>Longest side of a picture in an IDX file.</summary>
    public int MaxIdxSide { get; init; } = 4_096;

    /// <summary>More folders than this are no labels.</summary>
    public int MaxLabels { get; init; } = 1_000;

    public PictureCaps Pictures { get; init; } = PictureCaps.Default;

    public SoundCaps Sounds { get; init; } = SoundCaps.Default;

    /// <summary>Characters of one text; more is a book, from which a small model learns nothing as one piece.</summary>
    public int MaxTextCharacters { get; init; } = 50_000;

    /// <summary>Characters of all texts of a version, which are sorted in memory.</summary>
    public long MaxTextTotal { get; init; } = 128L << 20;

    /// <summary>Of one file of texts in an archive.</summary>
    public long MaxTextFileBytes { get; init; } = 1L << 30;

    /// <summary>Pieces of one file that are looked at, blank and refused ones with the others.</summary>
    public long MaxPieces { get; init; } = 1_000_000;
}
