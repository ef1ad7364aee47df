using System.Globalization;
using AigcStudio.Benchmarks.Seeds;
using AigcStudio.Benchmarks.Studio;

switch (args)
{
    case ["seed", var path, var perKind]:
        DemoBrand.Write(path, int.Parse(perKind, CultureInfo.InvariantCulture));
        return 0;
    case ["upload"]:
        await UploadBenchmark.RunAsync();
        return 0;
    case ["plain-kestrel", var folder]:
        await UploadBenchmark.ServePlainAsync(folder);
        return 0;
    case ["import", var zip]:
        await ImportBenchmark.RunAsync(zip);
        return 0;
    case ["gallery", var dataRoot, var count]:
        await GalleryBenchmark.RunAsync(dataRoot, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("Usage: seed ZIP PICTURES-PER-KIND | upload | import ZIP | gallery DATA-ROOT COUNT");
        return 2;
}
