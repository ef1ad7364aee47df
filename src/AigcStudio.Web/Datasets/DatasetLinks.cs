namespace AigcStudio.Web.Datasets;

/// <summary>Addresses of this noun's pages and pictures.</summary>
internal static class DatasetLinks
{
    public const string List = "/datasets";
    public const string Trash = "/datasets?trash=true";
    public const string New = "/datasets/new";

    public static string Of(Guid dataset) => $"/datasets/{dataset}";

    public static string Draft(Guid dataset) => $"/datasets/new?draft={dataset}";

    public static string Train(Guid version) => $"/runs/new?dataset={version}";

    public static string Thumbnail(Guid dataset, Guid version, int index, int size) =>
        $"/api/datasets/{dataset}/versions/{version}/items/{index}/thumbnail?size={size}";

    public static string Sound(Guid dataset, Guid version, int index) => $"/api/datasets/{dataset}/versions/{version}/items/{index}/sound";

    public static string Edit(Guid dataset) => $"/datasets/{dataset}/edit";

    public static string Works(Guid dataset) => $"/datasets/{dataset}/works";
}
