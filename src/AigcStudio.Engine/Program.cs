using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Models;
using AigcStudio.Engine;
using AigcStudio.Generative.Models;

if (args is ["describe", ..])
{
    // At build time; into a file where one is named. Loads no libtorch.
    var families = FamilyList.Write([.. ModelFamilies.All.Select(f => f.Descriptor)]);
    await (args.Length > 1 ? File.WriteAllTextAsync(args[1], families) : Console.Out.WriteLineAsync(families));
    return;
}

var arguments = ChildArguments.Parse(args);
PatientThreads.Ask();
ParentLeash.Hold(arguments.LeashSocket);
// The studio reckons the pace of a run from the hours that events carry.
await EngineConnection.ServeAsync(arguments.RpcSocket, new SteadyTime(TimeProvider.System));
