package lab_test

import (
	"strings"
	"testing"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// The spots are beside the edges of the window that the server has announced last, and
// the peer's next segment in sequence is not moved by what is sent there.
func TestWindow(t *testing.T) {
	var names []string
	for _, at := range lab.Edges() {
		names = append(names, at.String())
	}
	if got, want := strings.Join(names, " "), "RCV.NXT-1 RCV.NXT RCV.NXT+RCV.WND-1 RCV.NXT+RCV.WND"; got != want {
		t.Errorf("the edges are %s, want %s", got, want)
	}
	observed, told, closed := run(t, lab.Observe("window", func(l *lab.Portable) string {
		i := l.PeerIn(tcp.Established)
		i.Peer.SendData([]byte("hello"))
		l.Answer(i.Peer)
		next := i.Peer.SndNxt()
		all := i.Peer.Received()
		for _, x := range []struct {
			at   lab.Spot
			want uint32
		}{
			{lab.OutsideLeft, next - 1},
			{lab.LeftEdge, next},
			{lab.RightEdge, next + uint32(all[len(all)-1].Window) - 1},
			{lab.OutsideRight, next + uint32(all[len(all)-1].Window)},
			{lab.Spot{Offset: 3}, next + 3},
		} {
			sent := i.Peer.Send(tcp.FIN, lab.At(i.Peer, x.at)) // without ACK it is ignored
			if sent.Seq != x.want || i.Peer.SndNxt() != next {
				t.Errorf("%s is %d, and then SND.NXT is %d: want %d and %d", x.at, sent.Seq, i.Peer.SndNxt(), x.want, next)
			}
		}
		i.Peer.SendFIN(tcp.Detached())
		return i.Response()
	}), nil)
	if want := "ACK of RCV.NXT+1, then CLOSE-WAIT"; observed != want || told != nil || closed != nil {
		t.Errorf("%q, %v, %v: want %q", observed, told, closed, want)
	}
	observed, _, _ = run(t, lab.Observe("RST", func(l *lab.Portable) string {
		i := l.PeerIn(tcp.Established)
		i.Peer.SendRST()
		i.Peer.SendACK()
		return i.Response()
	}), nil)
	if want := "RST, then CLOSED"; observed != want {
		t.Errorf("%q, want %q", observed, want)
	}
}
