using System.Globalization;
using AigcStudio.Benchmarks.Quality;
using AigcStudio.Benchmarks.Seeds;
using AigcStudio.Benchmarks.Studio;
using AigcStudio.Benchmarks.Studio.Load;
using AigcStudio.Benchmarks.Training;
using AigcStudio.Generative.Models;

PatientThreads.Ask();
switch (args)
{
    case ["seed", var path, var perKind]:
        DemoBrand.Write(path, int.Parse(perKind, CultureInfo.InvariantCulture));
        return 0;
    case ["demo-texts", var folder]:
        DemoTexts.Write(folder);
        return 0;
    case ["sounds", var path, var perKind]:
        DemoSounds.Write(path, int.Parse(perKind, CultureInfo.InvariantCulture));
        return 0;
    case ["audio", .. var rest]:
        return AudioBenchmark.Run(rest);
    case ["demo", var folder, var dataset, var family, var steps, .. var rest]:
        await DemoTraining.RunAsync(folder, dataset, family, int.Parse(steps, CultureInfo.InvariantCulture), rest is [var settings] ? settings : "{}");
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
    case ["overhead", var zip, var steps, .. var rest]:
        await OverheadBenchmark.RunAsync(zip, int.Parse(steps, CultureInfo.InvariantCulture), rest is [var pairs] ? int.Parse(pairs, CultureInfo.InvariantCulture) : 3);
        return 0;
    case ["training", .. var rest]:
        return TrainingBenchmark.Run(rest);
    case ["looks", .. var rest]:
        return LooksBenchmark.Run(rest);
    case ["quality", .. var rest]:
        return QualityBenchmark.Run(rest);
    case ["frechet", .. var rest]:
        return FrechetBenchmark.Run(rest);
    case ["evaluate", .. var rest]:
        return EvaluationBenchmark.Run(rest);
    case ["upscale", .. var rest]:
        return UpscaleBenchmark.Run(rest);
    case ["alike", .. var rest]:
        return SoundsAlikeBenchmark.Run(rest);
    case ["text", .. var rest]:
        return TextBenchmark.Run(rest);
    case ["bound", .. var rest]:
        return BoundBenchmark.Run(rest);
    case ["gallery", var dataRoot, var count]:
        await GalleryBenchmark.RunAsync(dataRoot, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["taste"]:
        TasteBenchmark.Run();
        return 0;
    case ["gallery-window", var count, var windows]:
        await GalleryWindow.RunAsync(int.Parse(count, CultureInfo.InvariantCulture), int.Parse(windows, CultureInfo.InvariantCulture));
        return 0;
    case ["play", .. var rest]:
        await PlayBenchmark.RunAsync(rest is [var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 6);
        return 0;
    case ["watchers", var count, .. var rest]:
        await WatchersBenchmark.RunAsync(Number(count), rest is [var pairsOfIt, ..] ? Number(pairsOfIt) : 3, rest is [_, var length] ? Number(length) : 20);
        return 0;
    case ["circuits", var count, .. var rest]:
        await CircuitsBenchmark.RunAsync(Number(count), rest is [var clicks] ? Number(clicks) : 200);
        return 0;
    case ["soak", var minutes]:
        await SoakBenchmark.RunAsync(TimeSpan.FromMinutes(Number(minutes)));
        return 0;
    case ["bare", .. var rest]:
        return BareRun.Run(rest);
    default:
        Console.Error.WriteLine(
            "Usage: seed ZIP PICTURES-PER-KIND | sounds ZIP SOUNDS-PER-KIND | audio DIGITS-ZIP [MINUTES] [SETTINGS-JSON] [SEED] "
            + "| demo-texts FOLDER | demo FOLDER DATASET FAMILY STEPS [SETTINGS-JSON] | upload | import ZIP | gallery DATA-ROOT COUNT | gallery-window COUNT WINDOWS | taste "
            + "| overhead ZIP STEPS [PAIRS] | play [SECONDS] | watchers COUNT [PAIRS] [SECONDS] | circuits COUNT [CLICKS] | soak MINUTES | training [ROUNDS] [SECONDS] [FAMILY] | quality MNIST-FOLDER [FAMILY] [MINUTES] [SEED] | bound MNIST-FOLDER [MINUTES] [SEED] "
            + "| alike MEDIA-PROGRAM FOLDER COUNT ... | looks [FAMILY] [SECONDS] | frechet [DIMENSIONS] [ITEMS] [ROUNDS] | evaluate MNIST-FOLDER [FAMILY] [COUNT] [MINUTES ...] "
            + "| upscale ZIP [MINUTES] [SEED] [SETTINGS-JSON] | text FILE [MINUTES] [SEED] [SETTINGS-JSON] [STEPS] | bare PACK FAMILY STEPS [SETTINGS-JSON] [SEED]");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
