using ImageSearch.Decoding;
using ImageSearch.Embeddings;
using ImageSearch.Indexing;
using Microsoft.Extensions.Options;

namespace ImageSearch.Cli.Configuration;

/// <summary>Checks <see cref="LibraryOptions"/> against its attributes.</summary>
[OptionsValidator]
internal sealed partial class LibraryOptionsValidator : IValidateOptions<LibraryOptions>;

/// <summary>Checks <see cref="OnnxOptions"/> against its attributes.</summary>
[OptionsValidator]
internal sealed partial class OnnxOptionsValidator : IValidateOptions<OnnxOptions>;

/// <summary>Checks <see cref="DecodeLimits"/> against its attributes.</summary>
[OptionsValidator]
internal sealed partial class DecodeLimitsValidator : IValidateOptions<DecodeLimits>;

/// <summary>Checks <see cref="IndexOptions"/> against its attributes.</summary>
[OptionsValidator]
internal sealed partial class IndexOptionsValidator : IValidateOptions<IndexOptions>;
