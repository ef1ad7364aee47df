using AigcStudio.Benchmarks.Training;

return args switch
{
    ["bare", .. var rest] => BareRun.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("verbs: bare");
    return 2;
}
