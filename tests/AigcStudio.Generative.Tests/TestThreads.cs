using System.Runtime.CompilerServices;
using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Tests;

internal static class TestThreads
{
    [ModuleInitializer]
    internal static void Ask() => PatientThreads.Ask();
}
