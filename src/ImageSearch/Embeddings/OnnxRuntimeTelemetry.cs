using System.Runtime.InteropServices;

namespace ImageSearch.Embeddings;

/// <summary>Keeps ONNX Runtime from reporting to its maker: since version 1.29 its native library sends events over
/// the network and keeps a device id and a queue in the user's cache folder, unless it is told not to.</summary>
public static partial class OnnxRuntimeTelemetry
{
    // Read once by the native library, when its environment is made (microsoft/onnxruntime pull request 27379).
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<bool> Disabled = new(SetVariable);

    /// <summary>Turns it off for this process. Call it before anything else of ONNX Runtime.</summary>
    /// <exception cref="InvalidOperationException">The environment of the process cannot be changed.</exception>
    public static void Disable()
    {
        if (!Disabled.Value)
        {
            throw new InvalidOperationException(
                $"ONNX Runtime's telemetry could not be turned off. Set {Variable}=1 before the start.");
        }
    }

    private static bool SetVariable()
    {
        Environment.SetEnvironmentVariable(Variable, "1");

        // .NET keeps a copy of the environment on Unix: the native library sees only what the C library has.
        return OperatingSystem.IsWindows() || SetNative(Variable, "1", overwrite: 1) == 0;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
