using ImageSearch.Training.Commands;
using ImageSearch.Training.Data;
using ImageSearch.Training.Export;
using ImageSearch.Training.Models;
using ImageSearch.Training.Onnx;
using ImageSearch.Training.Onnx.Proto;
using ImageSearch.Training.Optimisation;

namespace ImageSearch.Training.Tests.Optimisation;

public class TrainingRunTests
{
    [Theory, InlineData("Resnet"), InlineData("Vit")]
    public void A_resumed_run_equals_an_uninterrupted_one_exactly(string kind)
    {
        using TinyData data = new();
        RunSettings settings = data.Settings(Enum.Parse<VisionKind>(kind));
        Train(data.Run("whole"), settings);

        // Stops some steps behind the first checkpoint, as a killed process would; those steps are done again.
        using CancellationTokenSource stop = new();
        Directory.CreateDirectory(data.Run("parts"));
        settings.Save(data.Run("parts"));
        using (TrainingRun interrupted = new(data.Run("parts"), settings, TimeProvider.System, _ => { }))
        {
            Assert.Throws<OperationCanceledException>(() => interrupted.Train(
                entry =>
                {
                    if (entry.Recall is not null)
                    {
                        stop.Cancel();
                    }
                },
                stop.Token));
            Assert.InRange(interrupted.Step, 1, interrupted.Steps - 1);
        }

        Train(data.Run("parts"), RunSettings.Load(data.Run("parts")));

        foreach (string file in new[] { TrainingRun.CheckpointFile, TrainingRun.BestFile })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(data.Run("whole"), file)),
                File.ReadAllBytes(Path.Combine(data.Run("parts"), file)));
        }
    }

    [Fact]
    public void Another_seed_gives_another_network()
    {
        using TinyData data = new();
        RunSettings settings = data.Settings(VisionKind.Resnet, epochs: 1);
        Train(data.Run("one"), settings);
        Train(data.Run("two"), settings with { Seed = 2 });
        Assert.NotEqual(
            File.ReadAllBytes(Path.Combine(data.Run("one"), TrainingRun.BestFile)),
            File.ReadAllBytes(Path.Combine(data.Run("two"), TrainingRun.BestFile)));
    }

    [Fact]
    public void A_network_learns_to_tell_eight_colours_apart()
    {
        using TinyData data = new(pictures: 32);
        RunSettings settings = data.Settings(VisionKind.Resnet, epochs: 60) with
        {
            BFloat16 = false,
            BatchSize = 8,
            LearningRate = 3e-3,
        };
        double recall = 0, first = double.NaN, last = double.NaN;
        using TrainingRun run = new(data.Run("learn"), settings, TimeProvider.System, _ => { });
        run.Train(
            entry =>
            {
                first = double.IsNaN(first) ? entry.Loss ?? first : first;
                last = entry.Loss ?? last;
                recall = entry.Recall?["tiny"] ?? recall;
            },
            CancellationToken.None);
        Assert.True(last < first / 2, $"The loss went from {first} to {last}.");
        // 16 pictures of 8 colours and 2 forms: by chance 62.5 % of the right ones are among the first ten.
        Assert.True(recall > 80, $"R@10 is {recall} %.");
    }

    [Fact]
    public void A_teacher_leads_the_run()
    {
        using TinyData data = new();
        string teacher = Path.Combine(data.Folder, "teacher.onnx");
        OnnxGraph graph = new("teacher", WeightFormat.Float32);
        string pixels = graph.Input("image", TensorProto.Types.DataType.Float, "n", 3, 32, 32);
        graph.Output("features", graph.Node("ReduceMean", [pixels, graph.Integers(2, 3)], ("keepdims", 0L)), "n", 3);
        graph.Save(teacher);
        List<LogEntry> entries = [];
        RunSettings settings = data.Settings(VisionKind.Resnet) with { Teacher = teacher };
        using TrainingRun run = new(data.Run("led"), settings, TimeProvider.System, _ => { });
        run.Train(entries.Add, CancellationToken.None);
        Assert.Contains(entries, entry => entry is { Teacher: > 0, Distance: > 0 });
    }

    [Fact]
    public void A_run_leaves_its_log_and_its_curves()
    {
        using TinyData data = new();
        Train(data.Run("log"), data.Settings(VisionKind.Resnet, epochs: 3));
        string[] lines = File.ReadAllLines(Path.Combine(data.Run("log"), "log.jsonl"));
        Assert.Contains(lines, line => line.Contains("\"recall\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\"loss\"", StringComparison.Ordinal));
        byte[] png = File.ReadAllBytes(Path.Combine(data.Run("log"), "curves.png"));
        Assert.Equal<byte>([0x89, 0x50, 0x4E, 0x47], png[..4]);
    }

    [Fact]
    public async Task A_folder_that_holds_a_run_is_not_used_for_another()
    {
        using TinyData data = new();
        RunSettings settings = data.Settings(VisionKind.Resnet, epochs: 1);
        await RunCommand.StartAsync(data.Run("taken"), settings, CancellationToken.None);
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(
            () => RunCommand.StartAsync(data.Run("taken"), settings with { Seed = 2 }, CancellationToken.None));
        Assert.Contains("resume", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, RunSettings.Load(data.Run("taken")).Seed);
    }

    [Fact]
    public void A_set_without_validation_pictures_is_refused()
    {
        using TinyData data = new();
        File.WriteAllLines(data.Captions, File.ReadAllLines(data.Captions).Where(
            line => line.Contains("\"train\"", StringComparison.Ordinal)));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new TrainingRun(
            data.Run("blind"), data.Settings(VisionKind.Resnet), TimeProvider.System, _ => { }));
        Assert.Contains("val", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_larger_than_the_set_is_refused()
    {
        using TinyData data = new();
        RunSettings settings = data.Settings(VisionKind.Resnet) with { BatchSize = 100 };
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => new TrainingRun(data.Run("few"), settings, TimeProvider.System, _ => { }));
        Assert.Contains("--batch-size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused()
    {
        using TinyData data = new();
        RunSettings settings = data.Settings(VisionKind.Resnet, epochs: 1);
        Train(data.Run("damaged"), settings);
        string file = Path.Combine(data.Run("damaged"), TrainingRun.CheckpointFile);
        File.WriteAllBytes(file, [1, 2, 3]);
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => new TrainingRun(data.Run("damaged"), settings, TimeProvider.System, _ => { }));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentences_without_pictures_teach_the_text_tower_to_fill_in_words()
    {
        using TinyData data = new();
        string file = Path.Combine(data.Folder, "sentences.txt");
        File.WriteAllLines(file, Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? "a red ball" : "a blue square"));
        RunSettings settings = data.Settings(VisionKind.Resnet, epochs: 60) with
        {
            TextOnly = file,
            LearningRate = 5e-3,
            Validations = 1,
        };
        Train(data.Run("masked"), settings);
        LoaderOptions options = new(BatchSize: 16, 32, 16, 0, Seed: 99);
        MaskedTextLoader loader = new(file, data.Vocabulary, options);
        using CheckpointModel trained = new(data.Run("masked"));
        using DualEncoder fresh = new(settings.Shape, 1, 0, predictsWords: true);
        using var scope = TorchSharp.torch.NewDisposeScope();
        float after = Objective.MaskedWords(trained.Network, loader.Load(0)).item<float>();
        float before = Objective.MaskedWords(fresh, loader.Load(0)).item<float>();
        Assert.True(after < before * 0.8f, $"The loss went from {before} to {after}.");
    }

    private static void Train(string folder, RunSettings settings)
    {
        Directory.CreateDirectory(folder);
        settings.Save(folder);
        using TrainingRun run = new(folder, settings, TimeProvider.System, _ => { });
        run.Train(_ => { }, CancellationToken.None);
        Assert.Equal(run.Steps, run.Step);
    }
}
