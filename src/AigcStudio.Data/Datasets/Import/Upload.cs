namespace AigcStudio.Data.Datasets.Import;

/// <summary>An upload that is taken in.</summary>
/// <param name="Reading"><see cref="DatasetFile.Reading"/>.</param>
internal sealed record Upload(string Name, string Path, string? Reading = null);
