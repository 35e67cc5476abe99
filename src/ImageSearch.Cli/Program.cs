using System.CommandLine;
using ImageSearch.Cli.Commands;

RootCommand root = new("Searches pictures by words.") { GalleryCommand.Create() };
return await root.Parse(args).InvokeAsync();
