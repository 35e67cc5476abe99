using System.Globalization;
using ImageSearch.Embeddings;
using ImageSearch.Evaluation;
using ImageSearch.Training.Data;
using ImageSearch.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ImageSearch.Training.Optimisation;

/// <summary>Trains a dual encoder; ends with the best checkpoint of the run in <c>best.safetensors</c>.</summary>
internal sealed class TrainingRun : IDisposable
{
    /// <summary>The state to go on from.</summary>
    public const string CheckpointFile = "checkpoint.safetensors";

    /// <summary>The weights with the best validation recall.</summary>
    public const string BestFile = "best.safetensors";

    private const int LogEvery = 20;
    private const double MaximumGradientNorm = 1;
    private readonly string _folder;
    private readonly RunSettings _settings;
    private readonly TimeProvider _time;
    private readonly PictureCaches _trainCache;
    private readonly PictureCaches _validationCache;
    private readonly BatchLoader _loader;
    private readonly MaskedTextLoader? _textLoader;
    private readonly Validation _validation;
    private readonly DualEncoder _model;
    private readonly AdamW _optimizer;
    private double _best = -1;

    /// <summary>Loads data and network; continues from the folder's checkpoint when there is one.</summary>
    /// <param name="folder">The run's folder, made when missing.</param>
    /// <param name="settings">What decides the result.</param>
    /// <param name="time">The clock of the log.</param>
    /// <param name="progress">Called with a sentence while pictures are decoded.</param>
    public TrainingRun(string folder, RunSettings settings, TimeProvider time, Action<string> progress)
    {
        Directory.CreateDirectory(folder);
        _folder = folder;
        _settings = settings;
        _time = time;
        set_num_threads(settings.Threads);
        TrainingSet data = TrainingSet.Load(settings.Captions, settings.Labels);
        CheckValidation(data);
        using Teacher? teacher = settings.Teacher is null ? null : new Teacher(settings.Teacher);
        _trainCache = OpenCache(data.Train, teacher, progress);
        _validationCache = OpenCache(data.Validation, null, progress);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(settings.Vocabulary);
        int width = teacher?.Width ?? 0;
        LoaderOptions options = new(
            settings.BatchSize, settings.Shape.Vision.ImageSize, settings.Shape.Text.ContextLength, width,
            settings.Seed);
        _loader = new BatchLoader(data.Train, _trainCache, tokenizer, options);
        _textLoader = settings.TextOnly is null
            ? null
            : new MaskedTextLoader(settings.TextOnly, settings.Vocabulary, options);
        _validation = new Validation(data.Validation, _validationCache, tokenizer);
        _model = new DualEncoder(settings.Shape, settings.Seed, width, predictsWords: _textLoader is not null);
        _optimizer = new AdamW(_model.Weights.Parameters, settings.WeightDecay);
        CheckSteps(settings);
        Undecoded = data.Train.Count - _loader.PictureCount;
        Steps = _loader.StepsPerEpoch * settings.Epochs;
        string checkpoint = Path.Combine(folder, CheckpointFile);
        if (File.Exists(checkpoint))
        {
            IReadOnlyDictionary<string, string> state = TensorFile.Load(checkpoint, AllTensors());
            Step = int.Parse(state["step"], CultureInfo.InvariantCulture);
            _best = double.Parse(state["best"], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Steps done.</summary>
    public int Step { get; private set; }

    /// <summary>Steps of the whole run.</summary>
    public int Steps { get; }

    /// <summary>Training pictures that could not be decoded.</summary>
    public int Undecoded { get; }

    /// <summary>Number of training pictures.</summary>
    public int PictureCount => _loader.PictureCount;

    /// <summary>Learned values of the network, the teacher's projection included.</summary>
    public long ParameterCount => _model.Weights.Count;

    /// <summary>Trains to the end, or until cancelled; the last checkpoint stays either way.</summary>
    /// <param name="progress">Called with each entry of the log: every 20 steps, and at each validation.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    public void Train(Action<LogEntry> progress, CancellationToken cancellationToken)
    {
        RunLog log = new(_folder, Step);
        int every = Math.Max(1, Steps / _settings.Validations);
        Task<Batch>? next = null;
        LossMeans means = new(_time);
        while (Step < Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Batch batch = (next ?? LoadAsync(Step)).GetAwaiter().GetResult();
            next = Step + 1 < Steps ? LoadAsync(Step + 1) : null;
            means.Add(RunStep(batch), batch.Size);
            Step++;
            if (Step % LogEvery == 0 || Step == Steps)
            {
                LogEntry entry = means.Take(Step, _settings.RateAt(Step, Steps));
                log.Write(entry);
                progress(entry);
            }

            if (Step % every == 0 || Step == Steps)
            {
                LogEntry measured = Checkpoint();
                log.Write(measured);
                log.Draw();
                progress(measured);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
        _trainCache.Dispose();
        _validationCache.Dispose();
    }

    private static void CheckValidation(TrainingSet data)
    {
        if (data.Validation.Count == 0)
        {
            throw new InvalidDataException(
                "No picture of the split 'val' was found: nothing could tell which checkpoint is best. "
                + "Give some captioned pictures the split 'val'.");
        }
    }

    private void CheckSteps(RunSettings settings)
    {
        if (_loader.StepsPerEpoch == 0)
        {
            throw new InvalidDataException(
                $"An epoch has {_loader.PictureCount} pictures at most, fewer than one batch of {settings.BatchSize}. "
                + "Lower --batch-size, or give more pictures.");
        }
    }

    private double[] RunStep(Batch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        // Dropout's chance depends on the step alone, so that a resumed run repeats it.
        random.manual_seed(((long)_settings.Seed << 32) + Step);
        _model.Weights.Training = true;
        _model.Weights.ComputeType = _settings.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        Losses losses = Objective.Compute(_model, batch, _settings.Temperature);
        Tensor total = _textLoader is null
            ? losses.Total
            : losses.Total + Objective.MaskedWords(_model, _textLoader.Load(Step));
        total.backward();
        _optimizer.Step(Step, _settings.RateAt(Step, Steps), MaximumGradientNorm);
        double[] values = [.. new[] { total, losses.Contrastive, losses.Teacher, losses.Distance }
            .Select(loss => loss is null ? double.NaN : loss.item<float>())];
        return double.IsFinite(values[0])
            ? values
            : throw new TrainingException(
                $"The loss is {values[0]} at step {Step}: lower --learning-rate, and resume from the last checkpoint.");
    }

    private LogEntry Checkpoint()
    {
        IReadOnlyDictionary<string, DirectionMetrics> results = _validation.Measure(_model);
        double score = Validation.Score(results);
        // On a tie the later one: it has seen more.
        if (score >= _best)
        {
            _best = score;
            TensorFile.Save(Path.Combine(_folder, BestFile), ModelTensors(), State());
        }

        TensorFile.Save(Path.Combine(_folder, CheckpointFile), AllTensors(), State());
        return new LogEntry(Step, _time.GetUtcNow(), Recall: results.ToDictionary(r => r.Key, r => r.Value.RecallAt10));
    }

    private Dictionary<string, string> State() => new()
    {
        ["step"] = Step.ToString(CultureInfo.InvariantCulture),
        ["best"] = _best.ToString("R", CultureInfo.InvariantCulture),
        ["teacherWidth"] = _model.TeacherWidth.ToString(CultureInfo.InvariantCulture),
    };

    private Dictionary<string, Tensor> ModelTensors() =>
        _model.Weights.Parameters.Concat(_model.Weights.Buffers).ToDictionary();

    private Dictionary<string, Tensor> AllTensors() => ModelTensors().Concat(_optimizer.State).ToDictionary();

    private Task<Batch> LoadAsync(int step) => Task.Run(() => _loader.Load(step));

    private PictureCaches OpenCache(IReadOnlyList<TrainingItem> items, Teacher? teacher, Action<string> progress) =>
        new(_settings.Cache, [.. items.Select(i => i.File)], _settings.CacheSide, teacher, progress);
}
