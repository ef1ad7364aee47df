using NetVips;

namespace AigcStudio.Media;

/// <summary>libvips as this process wants it: five loaders, no operation cache, no loader that the library itself distrusts.</summary>
internal static class Vips
{
    // A list of what may load, not of what may not: a new libvips brings new loaders.
    private static readonly string[] Loaders =
        ["VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadTiff"];

    public static void Prepare()
    {
        NetVips.NetVips.Init();
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in Loaders)
        {
            Operation.Block(loader, false);
        }

        // A broken tile is told twice, as a warning and as the error that refuses the picture; once is enough.
        Environment.SetEnvironmentVariable("VIPS_WARNING", "0");
        NetVips.NetVips.BlockUntrusted = true;
        Cache.Max = 0;
        Cache.MaxFiles = 0;
    }
}
