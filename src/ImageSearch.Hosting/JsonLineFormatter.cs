using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ImageSearch.Hosting;

/// <summary>Writes an entry of the log as one line of JSON.</summary>
/// <remarks>The built-in formatter would write all scopes, and ASP.NET Core's hold the path of the request.</remarks>
internal sealed class JsonLineFormatter(ServiceDescription service, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "imagesearch-json-lines";

    private const string OriginalFormat = "{OriginalFormat}";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("service", service.Name);
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            WriteRequest(json, scopeProvider);
            WriteFields(json, logEntry.State);
            if (logEntry.Exception is { } exception)
            {
                json.WriteString("exception", exception.ToString());
            }

            json.WriteEndObject();
        }

        // One call, so that lines of two services in one process do not mix.
        textWriter.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
    }

    private static void WriteRequest(Utf8JsonWriter json, IExternalScopeProvider? scopes)
    {
        string? requestId = null;
        // The innermost wins: it is RequestIdentity's, which does not change when the request's memory is used again.
        scopes?.ForEachScope(
            (scope, _) => requestId = (scope as RequestScope)?.RequestId ?? requestId, (object?)null);
        if (requestId is not null)
        {
            json.WriteString("requestId", requestId);
        }

        if (Activity.Current is { } activity)
        {
            json.WriteString("traceId", activity.TraceId.ToHexString());
            json.WriteString("spanId", activity.SpanId.ToHexString());
        }
    }

    private static void WriteFields<TState>(Utf8JsonWriter json, TState state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> fields
            || fields.All(field => field.Key == OriginalFormat))
        {
            return;
        }

        json.WriteStartObject("fields");
        foreach ((string name, object? value) in fields)
        {
            if (name != OriginalFormat)
            {
                json.WritePropertyName(name);
                WriteValue(json, value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case byte or short or int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
