using AigcStudio.Benchmarks.Seeds;

if (args is ["seed", var path, var perKind])
{
    DemoBrand.Write(path, int.Parse(perKind, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

Console.Error.WriteLine("Usage: seed <zip> <pictures per kind>");
return 2;
