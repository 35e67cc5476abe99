using System.Net;
using ImageSearch.Hosting;
using Microsoft.Extensions.Options;

namespace ImageSearch.Web;

/// <summary>Checks <see cref="WebOptions"/>: its attributes, that addresses are addresses, and that at most one way of
/// giving the key is used.</summary>
public sealed class WebOptionsValidator : IValidateOptions<WebOptions>
{
    private static readonly WebOptionsAttributes Attributes = new();

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> failures = [.. Attributes.Validate(name, options).Failures ?? []];
        if (failures.Count == 0)
        {
            failures.AddRange(Check(options));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Check(WebOptions options)
    {
        if (ListenAddress.FindProblem(options.Url) is { } address)
        {
            yield return $"Url: IMAGESEARCH__WEB__URL: {address}";
        }

        if (!IsBackendAddress(options.BackendUrl))
        {
            yield return "BackendUrl: IMAGESEARCH__WEB__BACKENDURL must be an address such as "
                + $"http://127.0.0.1:8000; it is '{options.BackendUrl}'.";
        }

        if (options.ApiKey.Length > 0 && options.ApiKeyFile.Length > 0)
        {
            yield return "ApiKey: IMAGESEARCH__WEB__APIKEY and IMAGESEARCH__WEB__APIKEYFILE must not both be set; "
                + "remove one.";
        }
        else if (BackendKey.FindProblem(options) is { } problem)
        {
            yield return problem;
        }

        foreach (string proxy in TrustedProxies.Split(options.TrustedProxies))
        {
            if (!IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _))
            {
                yield return "TrustedProxies: IMAGESEARCH__WEB__TRUSTEDPROXIES must be addresses or networks such "
                    + $"as 10.0.0.0/8, separated by commas; '{proxy}' is neither.";
            }
        }
    }

    private static bool IsBackendAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && IsWeb(address.Scheme)
        && address.UserInfo.Length == 0
        && address.Query.Length == 0
        && address.Fragment.Length == 0;

    private static bool IsWeb(string scheme) =>
        scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase)
        || scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Checks <see cref="WebOptions"/> against its attributes.</summary>
[OptionsValidator]
internal sealed partial class WebOptionsAttributes : IValidateOptions<WebOptions>;
