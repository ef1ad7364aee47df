namespace AigcStudio.Data.Datasets;

/// <summary>What a file of texts is by its name, and what it is not by its first bytes.</summary>
public enum TextFileKind
{
    /// <summary>Not a text.</summary>
    Foreign,
    Plain,
    Table,
    JsonLines,

    /// <summary>An archive of such files.</summary>
    Zip,
}
